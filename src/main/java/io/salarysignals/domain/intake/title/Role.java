package io.salarysignals.domain.intake.title;

import io.salarysignals.domain.market.Level;

/**
 * A role of the taxonomy.
 *
 * @param slug kebab-case id
 * @param family slug of its family
 * @param title canonical title
 * @param level the level that the role itself says (a Chief Executive Officer), or null
 */
public record Role(String slug, String family, String title, Level level) {}
