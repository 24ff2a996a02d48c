package io.salarysignals.domain.intake;

import io.salarysignals.domain.market.Level;

/**
 * What a raw job title says.
 *
 * @param role role slug, kebab-case ASCII, never empty
 * @param family family slug without prefix, or null for a role outside the taxonomy
 * @param level seniority said by the title, or null
 * @param mapped whether the role is in the taxonomy; otherwise the slug is the cleaned title itself
 */
public record NormalisedTitle(String role, String family, Level level, boolean mapped) {}
