package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchParameters;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a bench is asked to do.
 *
 * @param load the records it makes
 * @param seed of the load
 * @param partitions partitions of all topics
 * @param threads stream threads of the job, and threads of the floor
 * @param data folder of the stack: empty or missing
 * @param profile where to write a recording of the job's JVM, or null
 * @param intakeOnly whether the job ends with the blocks of contributions, telling nothing
 * @param onlyCatchUp whether restore and steady state are left out
 * @param demand whether the demand topology is measured, with postings in place of observations
 * @param repricing whether the repricing topology is measured after the trends, and nothing else
 * @param growth whether larger loads are measured beside a smaller one
 * @param steadyRate records a second of the steady state, where that is measured alone, or null
 * @param set settings given on the command line
 */
public record BenchOptions(
    BenchParameters load,
    long seed,
    int partitions,
    int threads,
    Path data,
    Path profile,
    boolean intakeOnly,
    boolean onlyCatchUp,
    boolean demand,
    boolean repricing,
    boolean growth,
    Double steadyRate,
    Map<String, String> set) {}
