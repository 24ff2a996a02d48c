package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.streams.serde.RegistryUnavailableException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureKindTest {
  @Test
  void brokerAndRegistryTroublePasses() {
    assertThat(FailureKind.of(new StreamsException(new TimeoutException("30 s"))))
        .isEqualTo(FailureKind.PASSING);
    assertThat(
            FailureKind.of(
                new StreamsException(new RegistryUnavailableException("down", new Exception()))))
        .isEqualTo(FailureKind.PASSING);
  }

  @Test
  void rightsNeedSomebodyToAct() {
    assertThat(FailureKind.of(new StreamsException(new TopicAuthorizationException("t"))))
        .isEqualTo(FailureKind.CONFIGURATION);
  }

  @Test
  void whatWouldHappenAgainIsABug() {
    assertThat(FailureKind.of(new StreamsException(new IllegalStateException("x"))))
        .isEqualTo(FailureKind.BUG);
    assertThat(FailureKind.of(new StreamsException(new RecordTooLargeException("9 MB"))))
        .isEqualTo(FailureKind.BUG);
    assertThat(FailureKind.of(new SerializationException("x"))).isEqualTo(FailureKind.BUG);
  }
}
