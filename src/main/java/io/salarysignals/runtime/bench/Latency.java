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
 */
record Latency(
    int probes, double p50, double p99, double max, double offered, double read, long behind) {}
