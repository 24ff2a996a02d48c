package io.salarysignals.domain.intake.title;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.intake.NormalisedTitle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judges the mapping on titles labelled by hand; the part "held" was never used for tuning. */
class LabelledTitlesTest {
  private static final TaxonomyTitleNormaliser TITLES = TaxonomyTitleNormaliser.shipped();

  private record Label(String title, String role, String level, String half) {}

  @Test
  void theSampleIsLargeEnough() throws IOException {
    assertThat(labels()).hasSizeGreaterThanOrEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({"tune, 0.97, 0.93, 0.98", "held, 0.93, 0.85, 0.97"})
  void precisionStaysAboveTheFloor(String half, double role, double recall, double level)
      throws IOException {
    // Given
    List<Label> labels = labels().stream().filter(label -> label.half.equals(half)).toList();
    int mapped = 0;
    int right = 0;
    int inTaxonomy = 0;
    int levelsRight = 0;
    // When
    for (Label label : labels) {
      NormalisedTitle title = TITLES.normalise(label.title);
      boolean isRight = title != null && title.mapped() && title.role().equals(label.role);
      mapped += title != null && title.mapped() ? 1 : 0;
      right += isRight ? 1 : 0;
      inTaxonomy += label.role.equals("-") ? 0 : 1;
      String said = title == null || title.level() == null ? "" : title.level().name();
      levelsRight += said.equals(label.level) ? 1 : 0;
    }
    // Then
    System.out.printf(
        Locale.ROOT,
        "labelled titles, %s: n=%d, role precision %.3f (%d of %d mapped), recall %.3f (%d of %d), level %.3f (%d)%n",
        half,
        labels.size(),
        ratio(right, mapped),
        right,
        mapped,
        ratio(right, inTaxonomy),
        right,
        inTaxonomy,
        ratio(levelsRight, labels.size()),
        levelsRight);
    assertThat(ratio(right, mapped)).as("precision of role").isGreaterThanOrEqualTo(role);
    assertThat(ratio(right, inTaxonomy)).as("recall of role").isGreaterThanOrEqualTo(recall);
    assertThat(ratio(levelsRight, labels.size()))
        .as("precision of level")
        .isGreaterThanOrEqualTo(level);
  }

  private static double ratio(int part, int whole) {
    return (double) part / whole;
  }

  private static List<Label> labels() throws IOException {
    try (InputStream in = LabelledTitlesTest.class.getResourceAsStream("/titles/labelled.tsv")) {
      return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cell -> new Label(cell[0], cell[1], cell[2], cell[4]))
          .toList();
    }
  }
}
