package io.salarysignals.topology.trends;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.event.MarketTrend;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a suppressed record still says. */
class ProtectedRecordsTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_suppressed_window_tells_its_size_only_where_no_protected_pay_is_in_it(boolean guarded) {
    // Given a window of three open observations and, perhaps, a protected one
    MarketDay day = new MarketDay();
    for (int employer = 0; employer < 3; employer++) {
      day.add(1, contribution(employer), "US");
    }
    if (guarded) {
      day.add(1, contribution(Contribution.PROTECTED + 7), "US");
    }
    // When its suppressed event becomes a record
    MarketTrend trend =
        TrendRecords.trend(event(day.pane(Facet.ALL)), "USD", Instant.ofEpochMilli(0));
    // Then
    assertThat(trend.getSuppressed()).isTrue();
    assertThat(trend.getMean()).isNull();
    if (guarded) {
      assertThat(trend.getN()).isNull();
      assertThat(trend.getEmployers()).isNull();
      assertThat(trend.getFlags()).isEmpty();
    } else {
      assertThat(trend.getN()).isEqualTo(3);
      assertThat(trend.getEmployers()).isEqualTo(3);
      assertThat(trend.getFlags()).containsExactly("STALE_FX");
    }
  }

  private static TrendEvent event(Pane sums) {
    return new TrendEvent(
        new Market("engineer", "US", Basis.PAID),
        Facet.ALL,
        new Horizon(28, 1),
        28 * 700,
        TrendEvent.Status.FINAL,
        1,
        sums,
        null,
        List.of(SuppressionReason.MIN_N),
        null,
        0);
  }

  private static Contribution contribution(int employer) {
    Pay pay = Pay.of(90_000, "USD");
    return new Contribution(
        "engineer",
        null,
        new RegionPath("US", null),
        null,
        SourceType.PAYROLL,
        PayPeriod.YEAR,
        28 * 700 - 1,
        "USD",
        pay,
        pay,
        employer,
        List.of(),
        Flag.STALE_FX.bit());
  }
}
