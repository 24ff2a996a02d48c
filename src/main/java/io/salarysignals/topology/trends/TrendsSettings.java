package io.salarysignals.topology.trends;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.trend.TrendRules;

/**
 * The settings of the trends topology.
 *
 * @param topicPrefix stands before every topic name
 * @param sourcePartitions partitions of the observations topic
 * @param postingPartitions partitions of the postings whose advertised pay is expected; 0: none is
 * @param contributionsPartitions partitions of the internal topic, and so of the pane tasks
 * @param rowsTogether observations that the pane tasks of a process look at together
 * @param disorderMillis how far behind its greatest event time a partition's watermark stays
 * @param idleMillis after how long without input a partition no longer holds up others; 0: never
 * @param emitMillis least time between two events of one key
 * @param recordMaxBytes greatest size of an input value
 * @param identityRetentionMillis how long behind the watermark identities live; negative: for ever
 * @param identitiesIndexed ids of a source partition that the index in memory holds
 * @param deadLetterMaxRatio share of dead letters among recent records past which the process stops
 * @param deadLetterMinCount how many records must have been seen before the share counts
 * @param sinkMaxBytes greatest size of an output value
 */
public record TrendsSettings(
    String topicPrefix,
    int sourcePartitions,
    int postingPartitions,
    int contributionsPartitions,
    IntakeRules intake,
    GateSettings gate,
    ProtectedSettings protectedGate,
    TrendRules trend,
    long rowsTogether,
    long disorderMillis,
    long idleMillis,
    long emitMillis,
    int recordMaxBytes,
    long identityRetentionMillis,
    int identitiesIndexed,
    double deadLetterMaxRatio,
    long deadLetterMinCount,
    int sinkMaxBytes) {}
