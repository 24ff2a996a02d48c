package io.salarysignals.runtime.app;

import io.salarysignals.runtime.metrics.Activity;
import java.util.List;

/**
 * How one topology is doing.
 *
 * @param name its name
 * @param applicationId its consumer group
 * @param phase where it stands
 * @param threadsAlive stream threads alive
 * @param threadsWanted stream threads configured
 * @param threadsReplaced stream threads replaced after broker errors
 * @param restoring records still to be restored into local state
 * @param lag unread records of the input partitions that this process reads, or -1 where unknown
 * @param activity what it has done
 * @param notices sentences that tell a person what to make of it
 */
public record TopologyStatus(
    String name,
    String applicationId,
    Phase phase,
    int threadsAlive,
    int threadsWanted,
    int threadsReplaced,
    long restoring,
    long lag,
    Activity activity,
    List<String> notices) {}
