package io.salarysignals.model;

import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.PlainText;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.skill.CanonicalSkillNormaliser;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.market.RegionPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Writes what raw texts mean to intake, as the dictionaries that {@code check_replay.py} reads: raw
 * texts on standard input, one a line; tab-separated values on standard output.
 */
public final class Dictionary {
  private static final TitleNormaliser TITLES = TaxonomyTitleNormaliser.shipped();
  private static final RegionResolver PLACES = new IsoRegionResolver(1 << 10);
  private static final SkillNormaliser SKILLS = CanonicalSkillNormaliser.shipped(1 << 10);

  private Dictionary() {}

  /**
   * @param args one of titles, regions, locations, skills, certifications
   */
  public static void main(String[] args) throws IOException {
    Function<String, List<String>> meaning = of(args.length == 1 ? args[0] : "");
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.print(line + '\t' + String.join("\t", meaning.apply(line)) + '\n');
      }
    }
    out.flush();
  }

  private static Function<String, List<String>> of(String kind) {
    return switch (kind) {
      case "titles" -> raw -> title(raw, TITLES.normalise(raw));
      case "regions" -> raw -> place(PLACES.resolve(raw, null));
      case "locations" -> raw -> place(PLACES.resolve(null, raw));
      case "skills" -> raw -> List.of(String.join(",", SKILLS.skills(List.of(raw))));
      case "certifications" ->
          raw -> List.of(String.join(",", SKILLS.certifications(List.of(raw))));
      default -> throw new IllegalArgumentException("name a dictionary, not '" + kind + "'");
    };
  }

  private static List<String> place(RegionPath place) {
    if (place == null) {
      return List.of("", "");
    }
    return List.of(place.country(), place.subdivision() == null ? "" : place.subdivision());
  }

  private static List<String> title(String raw, NormalisedTitle title) {
    if (title == null) {
      return List.of("", "", "", "");
    }
    return List.of(
        title.role(),
        title.family() == null ? "" : title.family(),
        title.level() == null ? "" : title.level().name(),
        String.join(" ", PlainText.words(PlainText.fold(raw, raw.length()))));
  }
}
