package io.salarysignals.streams.metrics;

/** Reports nothing. */
final class NoMeters implements PipelineMeters {
  @Override
  public void counted(String topic, String outcome, String reason, long records) {}

  @Override
  public void unaccounted(String topic, long records) {}

  @Override
  public void sourceWatermark(String topic, int partition, long watermark) {}

  @Override
  public void paneProgress(int partition, long watermark, int closedThrough) {}

  @Override
  public void emitted(String topic, String status, String suppressionReason, long events) {}

  @Override
  public void emitLag(long millis) {}

  @Override
  public void revisionSize(double relative) {}

  @Override
  public void unmappedTitle() {}

  @Override
  public void unknownSkills(int skills) {}

  @Override
  public void skillsCut() {}

  @Override
  public void payIgnored(String reason) {}

  @Override
  public void ignoredRates(long total) {}

  @Override
  public void held(int partition, int markets, long rows) {}

  @Override
  public void negativeCount() {}
}
