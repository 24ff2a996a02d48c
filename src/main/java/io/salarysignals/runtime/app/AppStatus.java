package io.salarysignals.runtime.app;

import java.time.Instant;
import java.util.List;

/**
 * How a process is doing.
 *
 * @param version version of the build
 * @param startedAt wall-clock time of its start
 * @param live whether it is worth keeping alive: rebalancing and restoring are
 * @param ready whether its results are current: running, restored and caught up
 * @param topologies its topologies
 */
public record AppStatus(
    String version,
    Instant startedAt,
    boolean live,
    boolean ready,
    List<TopologyStatus> topologies) {}
