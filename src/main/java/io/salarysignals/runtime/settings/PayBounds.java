package io.salarysignals.runtime.settings;

/**
 * Plausible annual pay, both ends inclusive, in major units of one currency; 0 &lt; min &lt; max.
 */
public record PayBounds(double min, double max) {}
