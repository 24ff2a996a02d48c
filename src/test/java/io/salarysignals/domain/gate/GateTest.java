package io.salarysignals.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.stats.RawSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate(GateSettings.DEFAULT);

  private List<SuppressionReason> judge(int anonymous, int... employers) {
    RawSample sample = new RawSample();
    for (int e = 0; e < employers.length; e++) {
      for (int i = 0; i < employers[e]; i++) {
        sample.add(60_000 + i, e);
      }
    }
    for (int i = 0; i < anonymous; i++) {
      sample.add(70_000 + i, -1);
    }
    return gate.judge(sample);
  }

  @Test
  void thirtyObservationsOfFiveEqualEmployersPass() {
    assertThat(judge(0, 6, 6, 6, 6, 6)).isEmpty();
  }

  @Test
  void theLeastMinimaAreInclusive() {
    assertThat(judge(0, 6, 6, 6, 6, 5)).containsExactly(SuppressionReason.MIN_N);
    assertThat(judge(30)).isEmpty();
    assertThat(judge(29)).containsExactly(SuppressionReason.MIN_N);
  }

  @Test
  void fourEmployersAreTooFew() {
    assertThat(judge(0, 10, 10, 10, 10)).containsExactly(SuppressionReason.MIN_EMPLOYERS);
  }

  @Test
  void aQuarterIsTheMostForOne() {
    assertThat(judge(0, 10, 8, 8, 7, 7)).isEmpty();
    assertThat(judge(0, 11, 8, 7, 7, 7)).containsExactly(SuppressionReason.DOMINANCE);
  }

  @Test
  void halfIsTheMostForTwo() {
    GateSettings wide = new GateSettings(30, 5, 0.4, 0.5, 10);
    RawSample half = new RawSample();
    int[] sizes = {14, 6, 7, 7, 6};
    for (int e = 0; e < sizes.length; e++) {
      for (int i = 0; i < sizes[e]; i++) {
        half.add(50_000, e);
      }
    }
    assertThat(new Gate(wide).judge(half)).containsExactly(SuppressionReason.DOMINANCE);
    for (int e = 10; e < 12; e++) {
      half.add(50_000, e);
    }
    assertThat(new Gate(wide).judge(half)).isEmpty();
  }

  @Test
  void allBrokenRulesAreNamed() {
    assertThat(judge(1, 2))
        .containsExactly(
            SuppressionReason.MIN_N, SuppressionReason.MIN_EMPLOYERS, SuppressionReason.DOMINANCE);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new GateSettings(0, 5, 0.25, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GateSettings(30, 5, 1.25, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
