package io.salarysignals.runtime.bench;

/**
 * How long it took from producing an observation to the first committed event that counts it.
 *
 * @param probes observations that were followed
 * @param p50 seconds
 * @param p99 seconds
 * @param max seconds
 * @param offered records per second that were produced beside the probes
 * @param read records per second that the intake read meanwhile
 * @param behind records that it had not read at the end
 * @param events that the job told, history and warm-up included, for each record that it read
 * @param cpuMicros the job's CPU time for each of them
 */
record Latency(
    int probes,
    double p50,
    double p99,
    double max,
    double offered,
    double read,
    long behind,
    double events,
    double cpuMicros) {

  Latency with(double eventsPerRecord, double cpuMicrosPerRecord) {
    return new Latency(
        probes, p50, p99, max, offered, read, behind, eventsPerRecord, cpuMicrosPerRecord);
  }
}
