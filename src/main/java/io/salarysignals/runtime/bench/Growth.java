package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.streams.serde.EventCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same job over a load and over loads that are larger in one respect. The base is a tenth of
 * the load that was asked for, in observations, days and markets; each of the others has ten times
 * the markets, the skills or the history of the base, at the same observations a day, or one stream
 * thread.
 */
final class Growth {
  private static final int TIMES = 10;

  /** A role may have at most so many of its own. */
  private static final int MOST_SKILLS_PER_ROLE = 240;

  private final BenchOptions options;
  private final Map<String, String> given;
  private final EventCodecs codecs;
  private final Consumer<String> say;

  Growth(
      BenchOptions options, Map<String, String> given, EventCodecs codecs, Consumer<String> say) {
    this.options = options;
    this.given = given;
    this.codecs = codecs;
    this.say = say;
  }

  void run(long brokerPid, Figures figures) throws IOException, InterruptedException {
    CatchUp.Result base = run("base", base(options.load()), options.threads(), brokerPid);
    figures.growth("base", base, base);
    for (Map.Entry<String, BenchParameters> larger : larger(options.load()).entrySet()) {
      figures.growth(
          larger.getKey(),
          run(larger.getKey(), larger.getValue(), options.threads(), brokerPid),
          base);
    }
    figures.growth("one thread", run("one thread", base(options.load()), 1, brokerPid), base);
  }

  static BenchParameters base(BenchParameters p) {
    int days = Math.max(1, p.days() / TIMES);
    return sized(p, p.records() * days / p.days(), Math.max(1, p.roles() / TIMES), days, 1);
  }

  /** By what is larger. */
  static Map<String, BenchParameters> larger(BenchParameters p) {
    BenchParameters base = base(p);
    Map<String, BenchParameters> larger = new LinkedHashMap<>();
    larger.put(
        "10 times the markets", sized(base, base.records(), base.roles() * TIMES, base.days(), 1));
    larger.put(
        "10 times the skills", sized(base, base.records(), base.roles(), base.days(), TIMES));
    larger.put(
        "10 times the history",
        sized(base, base.records() * TIMES, base.roles(), base.days() * TIMES, 1));
    return larger;
  }

  private static BenchParameters sized(
      BenchParameters p, long records, int roles, int days, int skills) {
    return new BenchParameters(
        Math.max(1, records),
        roles,
        p.places(),
        p.zipf(),
        p.employers(),
        p.employerZipf(),
        p.skillVocabulary() * skills,
        Math.min(Math.max(p.skillsPerRole(), MOST_SKILLS_PER_ROLE), p.skillsPerRole() * skills),
        p.skillsPerRecord(),
        p.duplicates(),
        p.corrections(),
        p.startDay(),
        days,
        p.disorderMillis(),
        p.reach());
  }

  private CatchUp.Result run(String name, BenchParameters load, int threads, long brokerPid)
      throws IOException, InterruptedException {
    String slug = name.replace(' ', '-');
    Map<String, String> own = new LinkedHashMap<>(given);
    own.put(Keys.TOPIC_PREFIX, given.getOrDefault(Keys.TOPIC_PREFIX, "") + slug + "-");
    own.put(Keys.STREAM_THREADS, Integer.toString(threads));
    Path folder = options.data().resolve(slug);
    own.put(Keys.STATE_DIR, folder.resolve("state").toString());
    say.accept("growth: " + name);
    CatchUp.Result result =
        new CatchUp(own, load, options.seed(), codecs, folder, say)
            .run(JobMode.CATCH_UP, null, brokerPid);
    Folders.delete(folder.resolve("state"));
    return result;
  }
}
