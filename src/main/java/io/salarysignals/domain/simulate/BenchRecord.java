package io.salarysignals.domain.simulate;

/**
 * One record of the bench load as plain values, filled anew by {@link BenchLoad#fill}. Indices
 * point into the tables of {@link BenchLoad}; the caller encodes.
 */
public final class BenchRecord {
  /** Identity of the observation; {@link BenchLoad#idOf} writes it out. */
  public long observation;

  public int version;

  /** False: NEW. True: CORRECTED. */
  public boolean corrected;

  /** Epoch milliseconds, UTC. */
  public long observedAt;

  /** Index into {@link BenchLoad#titles()}. */
  public int title;

  /**
   * Ordinal of the level stated in the record's level field, or -1 where only the title says it.
   */
  public int level;

  /** Index into {@link BenchLoad#places()}. */
  public int place;

  /** Index into {@link BenchLoad#employers()}. */
  public int employer;

  /** Annual pay in the currency of the place. */
  public double amount;

  /**
   * Indices into {@link BenchLoad#skills()}, all different, {@link BenchLoad#skillsPerRecord()}
   * many.
   */
  public final int[] skills;

  public BenchRecord(int skillsPerRecord) {
    skills = new int[skillsPerRecord];
  }
}
