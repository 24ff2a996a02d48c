package io.salarysignals.runtime.feed.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/mappings.md says what the code does. {@code -Ddocs.write=true} writes its table anew. */
class MappingDocsTest {
  private static final Path PAGE = Path.of("docs/mappings.md");
  private static final Pattern TABLE =
      Pattern.compile(
          "(<!-- functions: [^\n]*-->\n)(.*?)(<!-- end of functions -->)", Pattern.DOTALL);

  @Test
  void theTableOfFunctionsIsThatOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    Matcher table = TABLE.matcher(page);
    assertThat(table.find()).isTrue();
    if (Boolean.getBoolean("docs.write")) {
      String written = Matcher.quoteReplacement(Function.table());
      Files.writeString(PAGE, TABLE.matcher(page).replaceFirst("$1" + written + "$3"));
    } else {
      assertThat(table.group(2)).isEqualTo(Function.table());
    }
  }

  @Test
  void everyExampleOfAFunctionCompiles() {
    for (Function function : Function.values()) {
      Matcher example =
          Pattern.compile("`([^`]+)`")
              .matcher(
                  Function.table()
                      .lines()
                      .filter(line -> line.startsWith("| `" + function.word() + "`"))
                      .findFirst()
                      .orElseThrow()
                      .replaceAll("^.*\\| `", "`"));
      assertThat(example.find()).isTrue();
      String text =
          "topic: fx-rates\nfields: {currency: c, effectiveAt: d, unitsPerUsd: {"
              + example.group(1)
              + "}}";
      assertThat(Mappings.parse("m", text, false, Path.of("")).topic())
          .as(text)
          .isEqualTo(FeedTopic.FX_RATES);
    }
  }

  @Test
  void theExampleOfThePageMapsItsLine() throws IOException {
    String page = Files.readString(PAGE);
    Matcher csv = Pattern.compile("```csv\n(.*?)\n(.*?)\n```").matcher(page);
    Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(csv.find() && yaml.find()).isTrue();
    var observation =
        (io.salarysignals.event.SalaryObservation)
            Mappings.parse("docs", yaml.group(1), false, Path.of(""))
                .bind(List.of(csv.group(1).split(",")), "meetup")
                .map(TestLine.of(2, csv.group(2).split(",")));
    assertThat(observation.getObservationId()).isEqualTo("meetup:17");
    assertThat(observation.getLocation()).isEqualTo("Berlin, Germany");
    assertThat(observation.getAmountMin()).isEqualTo(100_000);
  }

  @Test
  void everyShippedMappingIsNamedAndReadable() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : Mappings.SHIPPED) {
      assertThat(page).contains("| `" + name + "` |");
      assertThat(Mappings.load(name).name()).isEqualTo(name);
    }
  }
}
