package io.salarysignals.domain.intake;

/** Turns raw job titles into roles and levels. Implementations are pure, thread-safe and total. */
public interface TitleNormaliser {
  /** Returns the role and level of {@code title}, or null when nothing is left after cleaning. */
  NormalisedTitle normalise(String title);
}
