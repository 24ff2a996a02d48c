package io.salarysignals.runtime.app;

/**
 * What was restored into local state since the process started.
 *
 * @param records changelog records
 * @param seconds from the first to the last of them, with what went on between
 */
public record Restored(long records, double seconds) {}
