package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.event.SalaryObservation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SerdeProviderTest {
  @Test
  void theBuiltInProviderIsTheDefaultAndClientsOfOneScopeShareSchemas() {
    try (EventCodecs one = EventCodecs.open(Map.of("registry.url", "mock://shared"));
        EventCodecs two =
            EventCodecs.open(
                Map.of(
                    "registry.url", "mock://shared",
                    "auto.register", "false",
                    "serde.provider", "builtin"))) {
      byte[] bytes = one.encoder(SalaryObservation.class).encode("t", Events.observation());
      Serde<SalaryObservation> serde = two.serde(SalaryObservation.class);
      assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(Events.observation());
      assertThat(serde.serializer().serialize("t", Events.observation())).isEqualTo(bytes);
      assertThat(serde.serializer().serialize("t", null)).isNull();
      assertThat(serde.deserializer().deserialize("t", null)).isNull();
    } finally {
      MockSchemaRegistry.drop("shared");
    }
  }

  @Test
  void confluentWithoutItsClassesSaysHowToBuildWithThem() {
    assertThatThrownBy(() -> EventCodecs.open(Map.of("serde.provider", "confluent")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("-Pconfluent")
        .hasMessageContaining("builtin");
    assertThatThrownBy(() -> EventCodecs.open(Map.of("serde.provider", "thrift")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no such provider");
  }

  @Test
  void oneSerdeServesManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (AvroCodecs codecs = new AvroCodecs(new MockSchemaRegistry(), true)) {
      Serde<SalaryObservation> serde = codecs.serde(SalaryObservation.class);
      var runs =
          IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            SalaryObservation own = Events.observation();
                            own.setSkills(List.of("skill-" + n));
                            return IntStream.range(0, 2_000)
                                .allMatch(
                                    i ->
                                        serde
                                            .deserializer()
                                            .deserialize(
                                                "t", serde.serializer().serialize("t", own))
                                            .equals(own));
                          }))
              .toList();
      for (var run : runs) {
        assertThat(run.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void badSettingsNameTheirKey() {
    assertBad(Map.of(), "registry.url");
    assertBad(Map.of("registry.url", "ftp://x"), "registry.url");
    assertBad(Map.of("registry.url", "http://u:secret@x"), "registry.url");
    assertBad(Map.of("registry.url", "http://a b"), "registry.url");
    assertBad(Map.of("registry.url", "mock://a,http://b"), "registry.url");
    assertBad(
        Map.of("registry.url", "http://x", "registry.basic.auth.user.info", "nocolon"),
        "registry.basic.auth.user.info");
    assertBad(Map.of("registry.url", "http://x", "registry.retries", "-1"), "registry.retries");
    assertThat(RegistrySettings.of("http://x/apis/ccompat/v7/").urls())
        .containsExactly("http://x/apis/ccompat/v7");
  }

  private static void assertBad(Map<String, String> settings, String key) {
    assertThatThrownBy(() -> EventCodecs.open(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }
}
