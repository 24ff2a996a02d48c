package io.salarysignals.domain.simulate;

import java.time.LocalDate;

/**
 * The load of the bench.
 *
 * @param records length of the stream, duplicates and corrections included
 * @param roles number of roles; with {@code places} it gives the number of markets
 * @param places number of places, at most 81; the first 51 are US states
 * @param zipf exponent of the popularity of markets
 * @param employers number of employers
 * @param employerZipf exponent of employer sizes
 * @param skillVocabulary number of skills there are
 * @param skillsPerRole how many of them are typical of one role
 * @param skillsPerRecord how many a record lists
 * @param duplicates share of records that repeat an earlier one
 * @param corrections share of records that correct an earlier one; a tenth of these move its day
 * @param startDay first event day, epoch day
 * @param days number of event days
 * @param disorderMillis records are out of event order by up to this much
 * @param reach how many records back a duplicate or correction may lie
 */
public record BenchParameters(
    long records,
    int roles,
    int places,
    double zipf,
    int employers,
    double employerZipf,
    int skillVocabulary,
    int skillsPerRole,
    int skillsPerRecord,
    double duplicates,
    double corrections,
    long startDay,
    int days,
    long disorderMillis,
    int reach) {

  public BenchParameters {
    require(records > 0, "records must be positive");
    require(roles > 0, "roles must be positive");
    require(places > 0 && places <= 80, "places must be 1 to 80");
    require(employers > 0, "employers must be positive");
    require(skillVocabulary >= skillsPerRole, "a role cannot have more skills than there are");
    require(skillsPerRole >= skillsPerRecord, "a record cannot have more skills than its role");
    require(skillsPerRole <= 255, "skillsPerRole must be at most 255");
    require(
        duplicates >= 0 && corrections >= 0 && duplicates + corrections <= 0.5,
        "duplicates and corrections must not be negative, and together at most a half");
    require(days > 0, "days must be positive");
    require(reach > 0, "reach must be positive");
  }

  /**
   * The standard load: 5 million records, 20,000 markets (250 roles in 80 places) with Zipf 1.0
   * popularity, 5,000 employers, 4 skills per record of 30 typical ones out of 200, 2 % duplicates,
   * 2 % corrections, 60 event days, up to 30 minutes of disorder.
   */
  public static BenchParameters standard() {
    return new BenchParameters(
        5_000_000,
        250,
        80,
        1.0,
        5_000,
        0.8,
        200,
        30,
        4,
        0.02,
        0.02,
        LocalDate.of(2026, 1, 5).toEpochDay(),
        60,
        30 * 60_000L,
        200_000);
  }

  public BenchParameters withRecords(long count) {
    return new BenchParameters(
        count,
        roles,
        places,
        zipf,
        employers,
        employerZipf,
        skillVocabulary,
        skillsPerRole,
        skillsPerRecord,
        duplicates,
        corrections,
        startDay,
        days,
        disorderMillis,
        reach);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
