package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandRules;
import io.salarysignals.domain.demand.LifecycleRules;
import io.salarysignals.domain.intake.IntakeRules;

/**
 * The settings of the demand topology.
 *
 * @param topicPrefix stands before every topic name
 * @param sourcePartitions partitions of the postings topic
 * @param lifePartitions partitions of the internal topic, and so of the demand tasks
 * @param contributionsPartitions partitions of the topic of advertised pay
 * @param disorderMillis how far behind its greatest event time a partition's watermark stays
 * @param idleMillis after how long without input a partition no longer holds up others; 0: never
 * @param emitMillis least time between two events of one key
 * @param recordMaxBytes greatest size of an input value
 * @param historyRetentionMillis how long behind the watermark what is over is remembered; negative:
 *     for ever
 * @param deadLetterMaxRatio share of dead letters among recent records past which the process stops
 * @param deadLetterMinCount how many records must have been seen before the share counts
 * @param sinkMaxBytes greatest size of an output value
 */
public record DemandSettings(
    String topicPrefix,
    int sourcePartitions,
    int lifePartitions,
    int contributionsPartitions,
    IntakeRules intake,
    LifecycleRules lifecycle,
    DemandRules demand,
    long disorderMillis,
    long idleMillis,
    long emitMillis,
    int recordMaxBytes,
    long historyRetentionMillis,
    double deadLetterMaxRatio,
    long deadLetterMinCount,
    int sinkMaxBytes) {}
