package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchRecord;
import io.salarysignals.runtime.audit.IntakeCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * What the lifecycle must count of a load of postings, told from the generator alone.
 *
 * @param records all there are
 * @param live postings
 * @param open those of them that have not expired at the greatest event time
 */
record ExpectedPostings(long records, long live, long open) {

  /** Reads the whole load once. */
  static ExpectedPostings of(BenchLoad load) {
    int records = Math.toIntExact(load.parameters().records());
    int[] versions = new int[records];
    long[] ends = new long[records];
    BenchRecord record = new BenchRecord(load.skillsPerRecord());
    long live = 0;
    long greatest = Long.MIN_VALUE;
    for (int position = 0; position < records; position++) {
      load.fill(position, record);
      int id = (int) record.observation;
      live += versions[id] == 0 ? 1 : 0;
      if (record.version > versions[id]) {
        versions[id] = record.version;
        ends[id] = PostingRecords.end(record);
      }
      greatest = Math.max(greatest, record.observedAt);
    }
    long open = 0;
    for (int id = 0; id < records; id++) {
      open += versions[id] > 0 && ends[id] > greatest ? 1 : 0;
    }
    return new ExpectedPostings(records, live, open);
  }

  /**
   * Compares it with what was counted.
   *
   * @throws IllegalStateException where anything differs
   */
  void check(IntakeCounters.Counts counts) {
    List<String> wrong = new ArrayList<>();
    Expected.check("read", records, counts.read(), wrong);
    Expected.check("live", live, counts.live(), wrong);
    Expected.check("rejected", 0, counts.rejectedTotal(), wrong);
    Expected.check("dead-lettered", 0, counts.deadLettered(), wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "THE COUNTS ARE WRONG, so the figures mean nothing: " + String.join("; ", wrong));
    }
  }
}
