package io.salarysignals.runtime.replay;

import io.salarysignals.cli.SimulateCommand;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.skill.CanonicalSkillNormaliser;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.simulate.SalarySimulator;
import io.salarysignals.domain.simulate.Scenario;
import io.salarysignals.domain.simulate.Scenarios;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.model.SlowEvent;
import io.salarysignals.model.SlowFeed;
import io.salarysignals.model.SlowFiles;
import io.salarysignals.model.SlowModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import picocli.CommandLine;

/**
 * A simulated feed with duplicates, corrections, retractions and records that must be rejected, as
 * files, and what {@link SlowModel} says of it.
 */
final class MessyFeed {
  private static final RegionResolver PLACES = new IsoRegionResolver(1 << 10);
  private static final SkillNormaliser SKILLS = CanonicalSkillNormaliser.shipped(1 << 10);

  private final Path folder;
  private final long seed;
  private final Scenario scenario;

  private MessyFeed(Path folder, long seed, Scenario scenario) {
    this.folder = folder;
    this.seed = seed;
    this.scenario = scenario;
  }

  /** Writes the scenario {@code messy} into {@code folder}. */
  static MessyFeed write(Path folder, long seed, int observations, int days) {
    return write(folder, seed, observations, days, LocalDate.parse("2026-01-05"));
  }

  /** The same from another day on. */
  static MessyFeed write(Path folder, long seed, int observations, int days, LocalDate from) {
    System.out.printf("scenario messy, seed %d, %d observations%n", seed, observations);
    int code =
        new CommandLine(new SimulateCommand())
            .execute(
                "--scenario",
                "messy",
                "--seed",
                "" + seed,
                "--observations",
                "" + observations,
                "--days",
                "" + days,
                "--from",
                from.toString(),
                "--out",
                folder.toString());
    if (code != 0) {
      throw new IllegalStateException("simulate ended with " + code);
    }
    Scenario scenario =
        Scenarios.named("messy")
            .withObservations(observations)
            .withDays(days)
            .withStartDay(from.toEpochDay());
    return new MessyFeed(folder, seed, scenario);
  }

  Path rates() {
    return folder.resolve("fx-rates.jsonl");
  }

  Path observations() {
    return folder.resolve("salary-observations.jsonl");
  }

  /** The same lines in another order. */
  Path shuffled(long order) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(observations()));
    Collections.shuffle(lines, new Random(order));
    return Files.write(folder.resolve("shuffled.jsonl"), lines);
  }

  /** What the counters must say, whatever the order of arrival. */
  record Expected(long read, Map<String, Long> rejected, long live) {}

  /** Writes the settled view of the model into {@code out}. */
  Expected expect(Path out) throws IOException {
    SalarySimulator simulator = new SalarySimulator(scenario, seed);
    TitleNormaliser titles = TaxonomyTitleNormaliser.shipped();
    SlowFeed reader = new SlowFeed(false);
    List<SlowEvent> admitted = new ArrayList<>();
    TreeMap<String, Long> rejected = new TreeMap<>();
    long read = 0;
    while (simulator.hasNext()) {
      SimulatedObservation o = simulator.next().value();
      read++;
      SlowEvent event = reader.event(o);
      if (event == null) {
        rejected.merge(reason(o), 1L, Long::sum);
      } else {
        admitted.add(
            event.type() == SlowEvent.Type.RETRACTED
                ? event
                : named(event, titles.normalise(o.title()), place(o), facets(o)));
      }
    }
    SlowModel.Result result =
        new SlowModel(
                SlowFeed.currencies(),
                SlowFeed.rates(simulator.rates()),
                java.util.Comparator.comparing(SlowEvent::toString),
                MessyFeed::hashed)
            .run(admitted);
    SlowFiles.write(out, result, new LinkedHashMap<>(rejected));
    return new Expected(read, rejected, result.live().size());
  }

  private static String reason(SimulatedObservation o) {
    if (o.title() == null || (o.region() == null && o.location() == null)) {
      return "MISSING_FIELD";
    }
    return o.currency().equals("XXQ") ? "BAD_CURRENCY" : "PAY_OUT_OF_RANGE";
  }

  /** The documented hash of replay: 16 bits, so that two names may be one contributor. */
  private static String hashed(String employer) {
    try {
      byte[] key = "salary-signals: public key of demo and replay".getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String plain = employer.strip().toLowerCase(Locale.ROOT);
      byte[] hash = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      return "%02x%02x".formatted(hash[0], hash[1]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> facets(SimulatedObservation o) {
    List<String> facets = new ArrayList<>();
    SKILLS.skills(o.skills()).forEach(skill -> facets.add("skill:" + skill));
    SKILLS.certifications(o.certifications()).forEach(held -> facets.add("cert:" + held));
    return facets;
  }

  private static RegionPath place(SimulatedObservation o) {
    return PLACES.resolve(o.region(), o.location());
  }

  /** Families, places and ids come from the shipped dictionaries, which are no computation. */
  private static SlowEvent named(
      SlowEvent e, NormalisedTitle title, RegionPath place, List<String> facets) {
    return new SlowEvent(
        e.id(),
        e.version(),
        e.type(),
        e.observedAt(),
        e.sourceType(),
        e.employer(),
        e.role(),
        title.family(),
        e.level(),
        place.country(),
        place.subdivision(),
        e.currency(),
        e.payPeriod(),
        e.amount(),
        e.amountMin(),
        e.amountMax(),
        e.hoursPerWeek(),
        facets);
  }
}
