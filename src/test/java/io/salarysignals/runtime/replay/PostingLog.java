package io.salarysignals.runtime.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A log of postings as public boards leave one: some flap for weeks, some are renewed, moved, or
 * given another pay, some expire, and some events are corrected or taken back, late.
 */
final class PostingLog {
  private static final long DAY = 86_400_000L;
  private static final long START = Instant.parse("2025-09-01T00:00:00Z").toEpochMilli();
  private static final String[] TITLES = {
    "Data Engineer", "Senior Data Engineer", "Data Analyst", "Data Scientist"
  };
  private static final String[] PLACES = {
    "\"region\":\"US-CA\"",
    "\"region\":\"US-NY\"",
    "\"region\":\"US\"",
    "\"region\":\"DE\"",
    "\"regions\":[\"US-CA\",\"US-NY\"]",
    "\"regions\":[\"US-CA\",\"DE\"]"
  };
  private static final String[] SKILLS = {"python", "sql", "java", "kafka"};

  private final Random random;
  private final int days;
  private final List<String> lines = new ArrayList<>();

  private PostingLog(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
  }

  /** Lines of JobPostingEvent, as if arrived in no order at all. */
  static List<String> lines(long seed, int postings, int days) {
    PostingLog log = new PostingLog(seed, days);
    for (int i = 0; i < postings; i++) {
      log.posting("p-" + i);
    }
    Collections.shuffle(log.lines, log.random);
    return log.lines;
  }

  /** One posting that lives through everything and is taken back as a whole. */
  static List<String> wholeLifeTakenBack(String id) {
    PostingLog log = new PostingLog(1, 60);
    long at = START + 5 * DAY;
    log.full(id, 1, "OPENED", at, TITLES[0], PLACES[0], 0);
    log.bare(id, 2, "CLOSED", at + 4 * DAY, 0);
    log.full(id, 3, "OPENED", at + 14 * DAY, TITLES[0], PLACES[0], 0);
    log.bare(id, 4, "EXPIRED", at + 20 * DAY, 0);
    log.full(id, 5, "REPOSTED", at + 30 * DAY, TITLES[0], PLACES[0], 0);
    log.full(id, 6, "UPDATED", at + 33 * DAY, TITLES[0], PLACES[3], 0);
    String paid =
        ",\"title\":\"Data Engineer\",\"region\":\"DE\",\"employer\":\"Employer 1\","
            + "\"salary\":{\"currency\":\"USD\",\"payPeriod\":\"YEAR\",\"min\":%d,\"max\":%d}}";
    log.lines.add(head(id, 7, "UPDATED", at + 35 * DAY, 0) + paid.formatted(90_000, 120_000));
    log.lines.add(head(id, 8, "UPDATED", at + 37 * DAY, 0) + paid.formatted(99_000, 130_000));
    log.bare(id, 9, "RETRACTED", at + 40 * DAY, 0);
    return log.lines;
  }

  static Path write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, lines);
  }

  private void posting(String id) {
    long at = START + (long) (random.nextDouble() * days * DAY);
    int version = 1;
    String title = TITLES[random.nextInt(TITLES.length)];
    String place = PLACES[random.nextInt(PLACES.length)];
    full(id, version++, "OPENED", at, title, place, 0);
    int flaps = random.nextInt(10) == 0 ? random.nextInt(30) : random.nextInt(3);
    for (int i = 0; i < flaps; i++) {
      at += hours(random.nextInt(20) == 0 ? 400 : 30);
      bare(id, version++, random.nextInt(4) == 0 ? "EXPIRED" : "CLOSED", at, 0);
      at += hours(random.nextInt(5) == 0 ? 400 : 12);
      full(id, version++, random.nextBoolean() ? "OPENED" : "REPOSTED", at, title, place, 0);
    }
    if (random.nextInt(4) == 0) {
      at += hours(200);
      place = PLACES[random.nextInt(PLACES.length)];
      full(id, version++, "UPDATED", at, title, place, 0);
    }
    if (random.nextInt(3) > 0) {
      at += hours(600);
      bare(id, version++, "CLOSED", at, 0);
    }
    if (random.nextInt(6) == 0) {
      int corrects = 1 + random.nextInt(version - 1);
      full(id, version++, "CORRECTED", at - hours(300), title, place, corrects);
    }
    if (random.nextInt(12) == 0) {
      bare(
          id, version, "RETRACTED", at, random.nextBoolean() ? 0 : 1 + random.nextInt(version - 1));
    }
    if (random.nextInt(10) == 0) {
      lines.add(lines.get(lines.size() - 1)); // delivered twice
    }
  }

  private long hours(int mean) {
    return (long) (-Math.log(1 - random.nextDouble()) * mean * 3_600_000L);
  }

  private void full(
      String id, int version, String type, long at, String title, String place, int corrects) {
    String until =
        random.nextInt(3) == 0
            ? ",\"validThrough\":\"" + Instant.ofEpochMilli(at + hours(700)) + '"'
            : "";
    String skills = '"' + SKILLS[random.nextInt(4)] + "\",\"" + SKILLS[random.nextInt(4)] + '"';
    String salary =
        random.nextInt(3) == 0
            ? ",\"salary\":{\"currency\":\"USD\",\"payPeriod\":\"YEAR\",\"min\":"
                + (90 + random.nextInt(3) * 10)
                + "000,\"max\":140000}"
            : "";
    lines.add(
        head(id, version, type, at, corrects)
            + until
            + ",\"sourceId\":\"board-1\",\"employer\":\"Employer "
            + Math.floorMod(id.hashCode(), 40)
            + "\",\"title\":\""
            + title
            + "\","
            + place
            + ",\"skills\":["
            + skills
            + "],\"responsibilityTags\":[\"PRODUCT\"]"
            + salary
            + '}');
  }

  private void bare(String id, int version, String type, long at, int corrects) {
    lines.add(head(id, version, type, at, corrects) + '}');
  }

  private static String head(String id, int version, String type, long at, int corrects) {
    return "{\"postingId\":\""
        + id
        + "\",\"version\":"
        + version
        + ",\"eventType\":\""
        + type
        + "\",\"eventAt\":\""
        + Instant.ofEpochMilli(at)
        + '"'
        + (corrects > 0 ? ",\"correctsVersion\":" + corrects : "");
  }
}
