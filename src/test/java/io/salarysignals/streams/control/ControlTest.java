package io.salarysignals.streams.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  @Test
  void aRecordWithoutValueSpeaksOfItsPartition() {
    assertThat(Control.of(headers("closed"), null)).isEqualTo(new Control(true, Long.MIN_VALUE));
    assertThat(Control.of(headers("heartbeat:1772445600000"), null))
        .isEqualTo(new Control(false, 1_772_445_600_000L));
  }

  @Test
  void aRecordWithAValueIsDataWhateverItsHeadersSay() {
    assertThat(Control.of(headers("closed"), new byte[] {1})).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "open", "heartbeat:", "heartbeat:soon", "heartbeat:1e9"})
  void whatIsNotUnderstoodIsNoControl(String text) {
    assertThat(Control.of(headers(text), null)).isNull();
  }

  private static RecordHeaders headers(String text) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("salary-signals.control", text.getBytes(StandardCharsets.UTF_8));
    return headers;
  }
}
