package io.salarysignals.streams.metrics;

/** What the repricing topology reports about itself. */
public interface RepricingMeters {
  /** Nothing is reported. */
  RepricingMeters NONE =
      new RepricingMeters() {
        @Override
        public void alert(
            String alertId, String cell, String direction, String was, String is, boolean live) {}

        @Override
        public void here(String alertId, String cell, String direction, String is, boolean live) {}

        @Override
        public void gone(String alertId, String cell, String direction, String is, boolean live) {}

        @Override
        public void detectionDelay(int days) {}

        @Override
        public void budgetSpent(double ratio) {}
      };

  /**
   * An alert says something else than before.
   *
   * @param cell role|region|basis
   * @param was its state so far, or empty where it is new
   * @param live false for the record only: it then counts in none of the counters
   */
  void alert(String alertId, String cell, String direction, String was, String is, boolean live);

  /**
   * An alert that was told before is in the care of this process from now on; counts as no event.
   */
  void here(String alertId, String cell, String direction, String is, boolean live);

  /** It no longer is: its task moved away or was closed. */
  void gone(String alertId, String cell, String direction, String is, boolean live);

  /** Days from the onset of a confirmed change to the end of its last evidence pane. */
  void detectionDelay(int days);

  /** Share of the false discovery rate that the confirmed tests of the last settled day use. */
  void budgetSpent(double ratio);
}
