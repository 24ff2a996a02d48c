package io.salarysignals.domain.gate.protect;

import java.util.List;

/**
 * The result of judging a role's window.
 *
 * @param decisions one per cell, in the order of {@link Cell}
 * @param history the releases to keep: the new state
 * @param released whether figures are published now
 */
public record Outcome(List<Decision> decisions, List<Release> history, boolean released) {}
