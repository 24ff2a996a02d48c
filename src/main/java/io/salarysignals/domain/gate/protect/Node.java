package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.stats.Sample;

/**
 * A cell's window as it now stands.
 *
 * @param cell which cell
 * @param content what it holds, in US dollars
 * @param sample its sums in its own currency, which figures are made from
 */
public record Node(Cell cell, Content content, Sample sample) {}
