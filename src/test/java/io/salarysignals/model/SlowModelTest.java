package io.salarysignals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The model itself, against figures worked out by hand. */
class SlowModelTest {
  private static final long DAY = 86_400_000L;
  private static final Map<String, String> CURRENCIES = Map.of("US", "USD", "DE", "EUR");
  private static final List<SlowEvent.Rate> RATES =
      List.of(new SlowEvent.Rate("EUR", 0.5, 0), new SlowEvent.Rate("EUR", 0.8, 105 * DAY));

  @Test
  void aMonthOfEqualDaysGivesTheWindowsWorkedOutByHand() {
    // Given 31 observations on day 100, each another employer, pay 1000 .. 31000
    List<SlowEvent> events = new ArrayList<>();
    for (int i = 1; i <= 31; i++) {
      events.add(event("o" + i, 1, SlowEvent.Type.NEW, 100, "e" + i, "US-CA", i * 1000.0, "USD"));
    }
    // One far later observation elsewhere sets the last grid end: day 140.
    events.add(event("far", 1, SlowEvent.Type.NEW, 139, "e1", "US-NY", 5000.0, "USD"));
    Collections.shuffle(events, new Random(1));
    // When
    List<SlowModel.Window> windows = new SlowModel(CURRENCIES, RATES).run(events).windows();
    // Then the cell r|US-CA|PAID|all enters at end 101 and leaves at 108 (7 days) and 129 (28 days)
    List<String> keys =
        windows.stream()
            .map(SlowModel.Window::key)
            .filter(k -> k.startsWith("r|US-CA|PAID|all|"))
            .toList();
    // 91 days, ends at multiples of 7 up to the first after day 139: enters at 105, still there at
    // 140.
    // 364 days, multiples of 28: enters at 112, still there at 140.
    assertThat(keys)
        .containsExactly(
            "r|US-CA|PAID|all|7|101",
            "r|US-CA|PAID|all|7|108",
            "r|US-CA|PAID|all|28|101",
            "r|US-CA|PAID|all|28|129",
            "r|US-CA|PAID|all|91|105",
            "r|US-CA|PAID|all|364|112");
    SlowModel.Window first =
        windows.stream().filter(w -> w.key().equals(keys.get(0))).findFirst().orElseThrow();
    assertThat(first.n()).isEqualTo(31);
    assertThat(first.mean()).isEqualByComparingTo("16000");
    assertThat(first.p50()).isEqualTo(16_000);
    assertThat(first.p10()).isEqualTo(4_000); // rank ceil(3.1)
    assertThat(first.p25()).isEqualTo(8_000); // rank ceil(7.75)
    assertThat(first.p90()).isEqualTo(28_000); // rank ceil(27.9)
    SlowModel.Window empty =
        windows.stream().filter(w -> w.key().equals(keys.get(1))).findFirst().orElseThrow();
    assertThat(empty.n()).isZero();
    assertThat(empty.suppressed()).isTrue();
    // New York alone is never publishable, so nothing is due there.
    assertThat(windows).noneMatch(w -> w.cell().region().equals("US-NY"));
    // In the United States day 139 enters windows that stay below the minimum or above it.
    assertThat(windows).anyMatch(w -> w.key().equals("r|US|PAID|all|91|140") && w.n() == 32);
  }

  @Test
  void versionsDecideWhateverTheOrder() {
    List<SlowEvent> events =
        List.of(
            event("a", 2, SlowEvent.Type.CORRECTED, 101, "e", "US", 200.0, "USD"),
            event("a", 1, SlowEvent.Type.NEW, 100, "e", "US", 100.0, "USD"),
            SlowEvent.retraction("b", 2),
            event("b", 1, SlowEvent.Type.NEW, 100, "e", "US", 100.0, "USD"),
            event("c", 3, SlowEvent.Type.CORRECTED, 100, "e", "US", 300.0, "USD"),
            event("d", 1, SlowEvent.Type.NEW, 150, "e", "US", 1.0, "USD"),
            event("d", 1, SlowEvent.Type.CORRECTED, 103, "e", "US", 2.0, "USD"));
    SlowModel.Result result = new SlowModel(CURRENCIES, RATES).run(events);
    assertThat(result.live())
        .extracting(e -> e.id() + e.amount())
        .containsExactlyInAnyOrder("a200.0", "c300.0", "d2.0");
    assertThat(result.greatestEventTime()).isEqualTo(150 * DAY);
  }

  @Test
  void payIsConvertedAtTheRateInForce() {
    SlowModel.Result result =
        new SlowModel(CURRENCIES, RATES)
            .run(
                List.of(
                    event("a", 1, SlowEvent.Type.NEW, 104, "e", "DE", 100.0, "EUR"),
                    event("b", 1, SlowEvent.Type.NEW, 105, "e", "DE", 100.0, "EUR"),
                    event("c", 1, SlowEvent.Type.NEW, 106, "e", "DE", 100.0, "USD")));
    assertThat(minors(result, "WORLD")).containsExactly(20_000L, 12_500L, 10_000L);
    assertThat(minors(result, "DE")).containsExactly(10_000L, 10_000L, 8_000L);
  }

  @Test
  void dominanceSuppresses() {
    List<SlowEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // One employer has 11 of 40: over a quarter.
      events.add(
          event("o" + i, 1, SlowEvent.Type.NEW, 100, i < 11 ? "big" : "e" + i, "US", 1e5, "USD"));
    }
    assertThat(new SlowModel(CURRENCIES, RATES).run(events).windows()).isEmpty();
    events.remove(0);
    events.add(event("x", 1, SlowEvent.Type.NEW, 100, "other", "US", 1e5, "USD"));
    assertThat(new SlowModel(CURRENCIES, RATES).run(events).windows()).isNotEmpty();
  }

  @Test
  void gridEndsLieAfterTheInstant() {
    assertThat(SlowModel.firstGridEndAfter(100 * DAY, 1)).isEqualTo(101);
    assertThat(SlowModel.firstGridEndAfter(100 * DAY - 1, 1)).isEqualTo(100);
    assertThat(SlowModel.firstGridEndAfter(105 * DAY, 7)).isEqualTo(112);
    assertThat(SlowModel.firstGridEndAfter(-1, 28)).isZero();
  }

  @Test
  void quantilesFollowTheirConvention() {
    List<Double> values = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
    assertThat(SlowModel.type1(values, 0.10)).isEqualTo(1);
    assertThat(SlowModel.type1(values, 0.25)).isEqualTo(3);
    assertThat(SlowModel.median(values)).isEqualTo(5.5);
  }

  private static List<Long> minors(SlowModel.Result result, String region) {
    return result.cells().get(new SlowModel.Cell("r", region, "PAID", "all")).stream()
        .sorted(java.util.Comparator.comparing(SlowModel.Member::day))
        .map(SlowModel.Member::minor)
        .toList();
  }

  private static SlowEvent event(
      String id,
      int version,
      SlowEvent.Type type,
      long day,
      String employer,
      String region,
      double amount,
      String currency) {
    return new SlowEvent(
        id,
        version,
        type,
        day * DAY,
        "SELF_REPORTED",
        employer,
        "r",
        null,
        null,
        region.substring(0, 2),
        region.length() > 2 ? region : null,
        currency,
        "YEAR",
        amount,
        null,
        null,
        null,
        List.of());
  }
}
