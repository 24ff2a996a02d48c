package io.salarysignals.domain.identity;

import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.pane.Contribution;

/**
 * What is known of one observation id: the version that counts and what it contributed.
 *
 * @param digestHigh first half of the digest of the canonical content; 0 for a retraction
 * @param digestLow second half
 * @param conflict whether the version came with different contents
 * @param contribution what stands in the panes now, or null after a retraction
 * @param keepUntilDay epoch day after which the identity may be forgotten
 */
public record Identity(
    int version,
    EventType eventType,
    long digestHigh,
    long digestLow,
    boolean conflict,
    Contribution contribution,
    int keepUntilDay) {}
