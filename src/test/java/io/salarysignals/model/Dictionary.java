package io.salarysignals.model;

import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
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
  private Dictionary() {}

  /**
   * @param args one of titles, locations, skills, certifications
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
      case "titles" -> {
        TitleNormaliser titles = TaxonomyTitleNormaliser.shipped();
        yield raw -> title(titles.normalise(raw));
      }
      default -> throw new IllegalArgumentException("name a dictionary, not '" + kind + "'");
    };
  }

  private static List<String> title(NormalisedTitle title) {
    if (title == null) {
      return List.of("", "", "");
    }
    return List.of(
        title.role(),
        title.family() == null ? "" : title.family(),
        title.level() == null ? "" : title.level().name());
  }
}
