package io.salarysignals.domain.pane;

/** A contribution that was added ({@code sign} 1) or retracted (-1). */
public record Change(int sign, Contribution contribution) {}
