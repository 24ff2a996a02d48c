package io.salarysignals.runtime.replay;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a replay is asked to do.
 *
 * @param out folder of the results
 * @param data folder that survives, or null for one that is removed in the end
 * @param partitions partitions of the input topics
 * @param log whether every event is written as well
 * @param asOf instant after which observations are rejected, or null
 * @param set settings given on the command line
 * @param inputs the inputs as given: a data folder goes on with the same ones only
 */
public record ReplayOptions(
    Path out,
    Path data,
    int partitions,
    boolean log,
    String asOf,
    Map<String, String> set,
    String inputs) {}
