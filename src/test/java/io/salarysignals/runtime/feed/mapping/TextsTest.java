package io.salarysignals.runtime.feed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void readsNumbersAsPeopleWriteThem() {
    Map<String, Double> cases =
        Map.ofEntries(
            Map.entry("126500.0", 126_500.0),
            Map.entry("-3", -3.0),
            Map.entry("1.5e5", 150_000.0),
            Map.entry("$120k", 120_000.0),
            Map.entry("1,250,000", 1_250_000.0),
            Map.entry("12,34,567", 1_234_567.0),
            Map.entry("₹ 12,00,000", 1_200_000.0),
            Map.entry("US$ 50,000.50", 50_000.5),
            Map.entry("50000 EUR", 50_000.0),
            Map.entry("50K EUR", 50_000.0),
            Map.entry("50MXN", 50.0),
            Map.entry("1.2M", 1_200_000.0),
            Map.entry("60 000", 60_000.0),
            Map.entry("$25.50/hr", 25.5),
            Map.entry("£30,000 per annum", 30_000.0),
            Map.entry("80,000+", 80_000.0));
    cases.forEach((text, number) -> assertThat(Texts.number(text, '.')).as(text).isEqualTo(number));
    assertThat(Texts.number("50.000,25", ',')).isEqualTo(50_000.25);
    for (String bad : List.of("", "abc", "1,23", "1.2.3", "NaN", "1e999", "--1", "0x10", "five")) {
      assertThatThrownBy(() -> Texts.number(bad, '.'))
          .as(bad)
          .isInstanceOf(BadValueException.class);
    }
  }

  @Test
  void splitsRanges() {
    Map<String, double[]> cases =
        Map.of(
            "100k-120k", new double[] {100_000, 120_000},
            "100-120k", new double[] {100_000, 120_000},
            "$50,000 - $60,000", new double[] {50_000, 60_000},
            "50000–60000 EUR", new double[] {50_000, 60_000},
            "£30k to £40k", new double[] {30_000, 40_000},
            "900-1.2k", new double[] {900, 1200},
            "75000", new double[] {75_000, 75_000},
            "$20 - $25 an hour", new double[] {20, 25});
    cases.forEach(
        (text, ends) -> assertThat(Texts.range(text, '.')).as(text).containsExactly(ends));
    for (String bad : List.of("a-b", "1-2-3", "-", "up to you")) {
      assertThatThrownBy(() -> Texts.range(bad, '.')).as(bad).isInstanceOf(BadValueException.class);
    }
  }

  @Test
  void readsLists() {
    assertThat(Texts.list("['sql', \"it's\", None, 'a\\'b', 'x, y', '\\u00e9']", ","))
        .containsExactly("sql", "it's", "a'b", "x, y", "é");
    assertThat(Texts.list("[\"a\",\"b\"]", ",")).containsExactly("a", "b");
    assertThat(Texts.list("[]", ",")).isEmpty();
    assertThat(Texts.list("a, b;;c/d", ",;")).containsExactly("a", "b", "c/d");
    for (String bad : List.of("['a' 'b']", "['a]", "[['a']]", "['\\uZZ']")) {
      assertThatThrownBy(() -> Texts.list(bad, ",")).as(bad).isInstanceOf(BadValueException.class);
    }
  }

  @Test
  void readsDates() {
    Dates dates =
        new Dates(List.of("iso", "d/M/yyyy H:mm", "MMM yyyy"), ZoneId.of("America/New_York"));
    Map<String, String> cases =
        Map.of(
            "2021-08-28T13:56:28+00:00", "2021-08-28T13:56:28Z",
            "2021-08-28 13:56", "2021-08-28T17:56:00Z",
            "2021-08-28T13:56:28.5Z", "2021-08-28T13:56:28.500Z",
            "2021-01-28", "2021-01-28T05:00:00Z",
            "3/7/2025 9:05", "2025-07-03T13:05:00Z",
            "feb 2024", "2024-02-01T05:00:00Z");
    cases.forEach((text, at) -> assertThat(dates.read(text)).as(text).isEqualTo(Instant.parse(at)));
    assertThat(new Dates(List.of("epochSeconds"), ZoneId.of("UTC")).read("1700000000"))
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    for (String bad : List.of("30/2/2025 1:00", "2021-13-01", "soon", "+999999999-01-01")) {
      assertThatThrownBy(() -> dates.read(bad)).as(bad).isInstanceOf(BadValueException.class);
    }
  }
}
