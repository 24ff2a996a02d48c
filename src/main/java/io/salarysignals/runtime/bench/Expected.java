package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchRecord;
import io.salarysignals.runtime.audit.IntakeCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * What the intake must count of a load, told from the generator alone: all records of one
 * observation lie in one partition, in the order of their positions.
 *
 * @param accepted new observations, and corrections of a greater version than came before
 * @param duplicate records that say again what counts
 * @param superseded records of a lower version than came before
 * @param live observations there are
 */
record Expected(long accepted, long duplicate, long superseded, long live) {

  /** Reads the whole load once. */
  static Expected of(BenchLoad load) {
    int records = Math.toIntExact(load.parameters().records());
    int[] versions = new int[records];
    BenchRecord record = new BenchRecord(load.skillsPerRecord());
    long accepted = 0;
    long duplicate = 0;
    long superseded = 0;
    long live = 0;
    for (int position = 0; position < records; position++) {
      load.fill(position, record);
      int known = versions[(int) record.observation];
      if (record.version > known) {
        accepted++;
        live += known == 0 ? 1 : 0;
        versions[(int) record.observation] = record.version;
      } else if (record.version == known) {
        duplicate++;
      } else {
        superseded++;
      }
    }
    return new Expected(accepted, duplicate, superseded, live);
  }

  /**
   * Compares it with what was counted.
   *
   * @throws IllegalStateException where anything differs
   */
  void check(IntakeCounters.Counts counts) {
    List<String> wrong = new ArrayList<>();
    check("accepted", accepted, counts.accepted(), wrong);
    check("duplicate", duplicate, counts.duplicate(), wrong);
    check("superseded", superseded, counts.superseded(), wrong);
    check("live", live, counts.live(), wrong);
    check("rejected", 0, counts.rejectedTotal(), wrong);
    check("dead-lettered", 0, counts.deadLettered(), wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "THE COUNTS ARE WRONG, so the figures mean nothing: " + String.join("; ", wrong));
    }
  }

  static void check(String what, long expected, long counted, List<String> wrong) {
    if (expected != counted) {
      wrong.add(String.format("%s %,d, not %,d", what, counted, expected));
    }
  }
}
