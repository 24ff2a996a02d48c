package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.cli.DemoSnapshot.Alert;
import io.salarysignals.cli.DemoSnapshot.Change;
import io.salarysignals.cli.DemoSnapshot.Demand;
import io.salarysignals.cli.DemoSnapshot.Figure;
import io.salarysignals.cli.DemoSnapshot.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoViewTest {
  private static final Figure LEAD =
      new Figure(
          "Lead Backend Specialist",
          "US",
          "USD",
          28,
          305,
          123_400.4,
          119_000.0,
          127_000.0,
          128_432.0,
          "PROVISIONAL",
          List.of(),
          new Demand(1_204L, 310L, 288L, "VOLUME"));
  private static final Figure SMALL =
      new Figure(
          "Data Architect",
          "US-WY",
          "USD",
          28,
          12,
          null,
          null,
          null,
          null,
          "PROVISIONAL",
          List.of("MIN_N"),
          null);
  private static final Alert ALERT =
      new Alert(
          "Data Engineer",
          "US",
          "PAID",
          "CONFIRMED_STRUCTURAL",
          "UP",
          0.1,
          LocalDate.parse("2026-03-12"),
          LocalDate.parse("2026-03-25"),
          false);
  private static final Change RISE =
      new Change(
          "Lead Backend Specialist", "US", "USD", 28, 123_000.0, 124_230.0, 305, 17, "PROVISIONAL");
  private static final Change GONE =
      new Change("Data Architect", "US-WY", "USD", 7, 90_000.0, null, 3, 4, "FINAL");

  @Test
  void showsFiguresChangesAndThatAllIsSimulated() {
    // Given
    DemoSnapshot snapshot =
        new DemoSnapshot(
            List.of(LEAD, SMALL),
            List.of(RISE, GONE),
            List.of(ALERT),
            null,
            1234.4,
            60_000,
            Instant.parse("2026-04-05T12:00:00Z"),
            "http://127.0.0.1:8080");
    // When
    List<String> lines = new DemoView(140, 40, false).render(snapshot);
    String text = String.join("\n", lines);
    // Then
    assertThat(lines.get(0)).contains("SIMULATED");
    assertThat(lines.get(1))
        .contains("live", "60,000 simulated records", "1,234 records/s", "2026-04-05 12:00Z");
    assertThat(text)
        .containsPattern(
            "Lead Backend Specialist +US +305 +123,400 +USD +119,000 .. 127,000 +provisional +1,204 +310 +288 +volume +128,432");
    assertThat(text).containsPattern("Data Architect +US-WY +12 +- +USD +suppressed: min_n");
    assertThat(text)
        .contains("median 123,000 -> 124,230 USD (+1.0 %), n 305, revision 17, provisional");
    assertThat(text)
        .contains(
            "Data Engineer, US, paid: confirmed structural up +10.5 % like for like since 2026-03-12, as"
                + " of 2026-03-25");
    assertThat(text).contains("Data Architect, US-WY, 7 days: withheld, n 3, revision 4, final");
    assertThat(text).contains("http://127.0.0.1:8080").doesNotContain("\u001b");
  }

  @Test
  void showsProgressWhileLoading() {
    DemoSnapshot snapshot =
        new DemoSnapshot(
            List.of(), List.of(), List.of(), new Load(15_000, 60_000), 500, 15_000, null, "-");
    List<String> lines = new DemoView(100, 40, false).render(snapshot);
    assertThat(lines.get(1))
        .isEqualTo(
            "loading [#####...............] 25 %  15,000 of 60,000  500 records/s  1:30 left");
    DemoSnapshot idle =
        new DemoSnapshot(List.of(), List.of(), List.of(), new Load(0, 60_000), 0, 0, null, "-");
    assertThat(new DemoView(100, 40, false).render(idle).get(1))
        .contains("0 %")
        .doesNotContain("left");
    assertThat(DemoView.clock(Duration.ofSeconds(3_725))).isEqualTo("1:02:05");
  }

  @ParameterizedTest
  @CsvSource({"40,8", "1,1", "60,12", "80,24", "200,60"})
  void fitsTheTerminalWithAndWithoutStyles(int width, int height) {
    // Given more than fits, and names that try to steer the terminal
    List<Figure> figures = new ArrayList<>(Collections.nCopies(100, LEAD));
    figures.add(
        0,
        new Figure(
            "Evil \u001b[2J\n\t Title ".repeat(10),
            "US",
            "USD",
            28,
            1_000_000_000L,
            1e12,
            null,
            null,
            1e12,
            "FINAL",
            List.of(),
            null));
    DemoSnapshot snapshot =
        new DemoSnapshot(
            figures,
            Collections.nCopies(50, RISE),
            Collections.nCopies(9, ALERT),
            null,
            1e9,
            Long.MAX_VALUE,
            null,
            "http://h".repeat(50));
    for (boolean ansi : new boolean[] {false, true}) {
      // When
      List<String> lines = new DemoView(width, height, ansi).render(snapshot);
      // Then
      assertThat(lines.size()).isLessThanOrEqualTo(Math.max(DemoView.MIN_HEIGHT, height));
      assertThat(lines.get(0)).contains("SIMULATED");
      assertThat(String.join("", lines)).doesNotContain("[2J\n").doesNotContain("\u001b[2J");
      for (String line : lines) {
        assertThat(Ansi.plain(line).length())
            .as(line)
            .isLessThanOrEqualTo(Math.max(DemoView.MIN_WIDTH, width));
        assertThat(Ansi.plain(line)).doesNotContainPattern("\\p{Cntrl}");
      }
    }
  }

  @Test
  void styledAndPlainSayTheSame() {
    DemoSnapshot snapshot =
        new DemoSnapshot(List.of(LEAD), List.of(RISE, GONE), List.of(ALERT), null, 1, 1, null, "-");
    List<String> styled = new DemoView(90, 30, true).render(snapshot);
    List<String> plain = new DemoView(90, 30, false).render(snapshot);
    assertThat(styled).isNotEqualTo(plain);
    assertThat(styled.stream().map(Ansi::plain).toList()).isEqualTo(plain);
  }
}
