package io.salarysignals.topology.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchProcessorTest {
  @ParameterizedTest
  @CsvSource({
    "data-engineer|US-CA|PAID|all|2026-01-05, true",
    "data-engineer|US|PAID|level:senior|2026-01-05, false",
    "data-engineer|US|PAID|skill:small|2026-01-05, false",
    "data-engineer|US|all|skill:sql|2026-01-05, false",
    "all|2026-01-05, false",
    "all, false",
    "#closed|3, true"
  })
  void panesOfOtherFacetsArePassedOver(String key, boolean expected) {
    assertThat(WatchProcessor.isWatched(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }
}
