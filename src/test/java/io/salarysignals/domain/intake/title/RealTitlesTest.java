package io.salarysignals.domain.intake.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which share of real observations the taxonomy and the gazetteer know. */
class RealTitlesTest {
  @ParameterizedTest
  @CsvSource({
    "ai-jobs-salaries/arrivals.csv.gz, company_location, 0.99, 0.99",
    "data-jobs-2023/postings.csv.gz, job_location, 0.93, 0.88"
  })
  void mostObservationsAreKnown(
      String file, String placeColumn, double titleFloor, double placeFloor) throws IOException {
    // Given
    Path path = data().resolve(file);
    if (!Files.isReadable(path)) {
      System.out.println(
          "skipped: " + path.toAbsolutePath() + " is absent; set SALARY_SIGNALS_DATA");
    }
    assumeTrue(Files.isReadable(path), "real data absent");
    TaxonomyTitleNormaliser titles = TaxonomyTitleNormaliser.shipped();
    BoundedCache<NormalisedTitle> cache = new BoundedCache<>(1 << 14, titles::normalise);
    IsoRegionResolver places = new IsoRegionResolver(1 << 12);
    Set<String> unknownSlugs = new HashSet<>();
    int rows = 0;
    int mapped = 0;
    int placed = 0;
    int placeable = 0;
    // When
    try (Reader in =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8);
        CSVParser csv =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
      for (CSVRecord row : csv) {
        rows++;
        NormalisedTitle title = cache.get(row.get("job_title"));
        if (title != null && title.mapped()) {
          mapped++;
        } else if (title != null) {
          unknownSlugs.add(title.role());
        }
        String place = row.get(placeColumn);
        if (!place.isBlank() && !place.equals("Anywhere")) {
          placeable++;
          boolean isCode = place.length() == 2;
          placed += places.resolve(isCode ? place : null, isCode ? null : place) == null ? 0 : 1;
        }
      }
    }
    // Then
    double share = (double) mapped / rows;
    double placedShare = (double) placed / placeable;
    System.out.printf(
        Locale.ROOT,
        "%s: %d rows, titles mapped %.4f, distinct unknown slugs %d, places resolved %.4f of %d%n",
        file,
        rows,
        share,
        unknownSlugs.size(),
        placedShare,
        placeable);
    assertThat(share).isGreaterThanOrEqualTo(titleFloor);
    assertThat(placedShare).isGreaterThanOrEqualTo(placeFloor);
  }

  private static Path data() {
    String given = System.getProperty("SALARY_SIGNALS_DATA", System.getenv("SALARY_SIGNALS_DATA"));
    return given == null ? Path.of("..", "shared", "data") : Path.of(given);
  }
}
