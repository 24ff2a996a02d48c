package io.salarysignals.domain.trend;

import io.salarysignals.domain.window.Grid;

/**
 * The settings of the engine.
 *
 * @param graceMillis how long after a window's end FINAL waits for the watermark
 * @param retentionMillis how long panes live behind the watermark, beyond the longest window and
 *     the grace; negative: for ever
 * @param maxRows how many observations may be held in memory
 */
public record TrendRules(Grid grid, long graceMillis, long retentionMillis, int maxRows) {}
