package io.salarysignals.runtime.settings;

/** Plausible annual pay, both ends inclusive, in US dollars; 0 &lt; min &lt; max. */
public record PayBounds(double min, double max) {}
