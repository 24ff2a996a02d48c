package io.salarysignals.runtime.demo;

import io.salarysignals.domain.simulate.Arrival;
import io.salarysignals.domain.simulate.InOrderOfArrival;
import io.salarysignals.domain.simulate.LivePostings;
import io.salarysignals.domain.simulate.LiveSimulator;
import io.salarysignals.domain.simulate.PostingSimulator;
import io.salarysignals.domain.simulate.SalarySimulator;
import io.salarysignals.domain.simulate.Scenario;
import io.salarysignals.domain.simulate.Scenarios;
import io.salarysignals.domain.simulate.SimulatedEvent;
import io.salarysignals.domain.simulate.SimulatedRate;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;

/**
 * The simulated world of a data folder: the scenario {@code demo}, begun some time before the first
 * start. Its first day is remembered, so that a restart goes on in the same world.
 *
 * @param startDay first day, epoch day
 */
public record DemoWorld(long startDay) {
  /** Days of history at the first start: all windows up to 28 days are full and many are final. */
  public static final int HISTORY_DAYS = 90;

  /** How long the world lasts after the first start. */
  private static final int FUTURE_DAYS = 5 * 366;

  /** Length of a tick of the present: ten new observations a second. */
  public static final long TICK_MILLIS = 100;

  /** Length of a tick of the present of postings: one event every two seconds. */
  public static final long POSTING_TICK_MILLIS = 2_000;

  private static final long SEED = 305;
  private static final String FILE = "demo.properties";
  private static final String START = "start.day";

  /**
   * The world of a folder, begun now where it has none.
   *
   * @throws IllegalArgumentException where the world has come to its end
   */
  static DemoWorld of(Path folder, Instant now) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      long start = day(now) - HISTORY_DAYS + 1;
      save(file, start);
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      long start = LocalDate.parse(properties.getProperty(START, "")).toEpochDay();
      if (day(now) < start || day(now) >= start + HISTORY_DAYS + FUTURE_DAYS) {
        throw new IllegalArgumentException(
            "the simulated market in " + folder + " has come to its end; give another --data");
      }
      return new DemoWorld(start);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(file + " is damaged; give another --data folder", e);
    }
  }

  private static void save(Path file, long start) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(START, LocalDate.ofEpochDay(start).toString());
    Path next = file.resolveSibling(FILE + ".new");
    try (Writer writer = Files.newBufferedWriter(next)) {
      properties.store(writer, "first day of the simulated market");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
  }

  /** The scenario, at the daily volume of its named one. */
  public Scenario scenario() {
    Scenario named = Scenarios.named("demo");
    int days = HISTORY_DAYS + FUTURE_DAYS;
    return named
        .withStartDay(startDay)
        .withDays(days)
        .withObservations((int) ((long) named.observations() * days / named.days()));
  }

  /** Exchange rates of the whole time. */
  public List<SimulatedRate> rates() {
    return new SalarySimulator(scenario(), SEED).rates();
  }

  /** All of the past and the slow stream of the present, from the beginning. */
  public Iterator<Arrival<? extends SimulatedEvent>> history() {
    return new InOrderOfArrival(
        List.of(new SalarySimulator(scenario(), SEED), new PostingSimulator(scenario(), SEED)));
  }

  /** The lively present of postings. */
  public LivePostings flapping() {
    return new LivePostings(scenario(), SEED, POSTING_TICK_MILLIS);
  }

  /** The lively present. */
  public LiveSimulator present() {
    return new LiveSimulator(scenario(), SEED, TICK_MILLIS);
  }
}
