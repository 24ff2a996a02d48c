package io.salarysignals.runtime.bench;

import io.salarysignals.runtime.app.Restored;
import java.util.Map;

/**
 * What the job's JVM says of itself. Times begin with its first record.
 *
 * @param startSeconds from the start of the JVM to the first record; in no other figure
 * @param readSeconds until the intake had seen all records
 * @param toldSeconds until everything due was told
 * @param closedSeconds until that was committed and the topology closed
 * @param lastHalfRate records per second over the second half of the input
 * @param cpuSeconds CPU time of this JVM until all was told
 * @param brokerCpuSeconds CPU time of the broker until all was told
 * @param gcSeconds time in garbage collection until all was told
 * @param allocatedBytes by all threads until all was told
 * @param cpuByThread CPU time of this JVM by kind of thread, as {@link ThreadCpu} tells them apart
 * @param peakResidentBytes since the JVM's start
 * @param emitted events by topic and status
 * @param sent records and bytes by topic
 * @param restored what was restored into local state
 */
record JobResult(
    double startSeconds,
    double readSeconds,
    double toldSeconds,
    double closedSeconds,
    double lastHalfRate,
    double cpuSeconds,
    double brokerCpuSeconds,
    double gcSeconds,
    long allocatedBytes,
    Map<String, Double> cpuByThread,
    double peakResidentBytes,
    Map<String, Map<String, Long>> emitted,
    Map<String, SentMeters.Sent> sent,
    Restored restored) {}
