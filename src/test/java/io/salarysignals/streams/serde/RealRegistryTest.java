package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.event.FxRate;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.streams.json.RandomRecords;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The client and the codecs against the registry of the embedded stack. */
class RealRegistryTest {
  private final EmbeddedStack stack = TestStack.shared();
  private final String prefix = TestStack.freshPrefix();

  private Map<String, String> settings(boolean autoRegister) {
    return Map.of(
        "registry.url", stack.registryUrl(), "auto.register", Boolean.toString(autoRegister));
  }

  @Test
  void everyPublicSchemaIsRegisteredOnceAndItsValuesComeBackThroughAnotherClient() {
    // Given all public schemas registered, twice
    try (SchemaRegistryClient registry =
            SchemaRegistryClient.open(RegistrySettings.from(settings(true)));
        EventCodecs writer = EventCodecs.open(settings(false));
        EventCodecs reader = EventCodecs.open(settings(false))) {
      Map<String, Integer> ids = SchemaCatalogue.register(registry, topic -> prefix + topic);
      try (SchemaRegistryClient again =
          SchemaRegistryClient.open(RegistrySettings.from(settings(true)))) {
        assertThat(SchemaCatalogue.register(again, topic -> prefix + topic)).isEqualTo(ids);
        assertThat(SchemaCatalogue.differences(again, topic -> prefix + topic)).isEmpty();
        assertThat(again.subjects()).containsAll(ids.keySet());
        // Then what the registry gives back is what was registered, nested types included
        Map<String, Schema> given = new HashMap<>();
        ids.forEach((subject, id) -> given.put(subject, again.schemaById(id).orElseThrow()));
        Schema trend = given.get(prefix + "market-trends-value");
        assertThat(SchemaText.of(trend)).isEqualTo(SchemaText.of(MarketTrend.getClassSchema()));
      }
      // And values written without the right to register are read by their ids
      for (Class<? extends SpecificRecord> type : SchemaCatalogue.types()) {
        roundTrip(type, writer, reader);
      }
    }
  }

  private <T extends SpecificRecord> void roundTrip(
      Class<T> type, EventCodecs writer, EventCodecs reader) {
    String topic =
        SchemaCatalogue.schemas().entrySet().stream()
            .filter(entry -> entry.getValue().getName().equals(type.getSimpleName()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    T value = new RandomRecords(7).next(type);
    byte[] bytes = writer.encoder(type).encode(prefix + topic, value);
    assertThat(reader.decoder(type).decode(prefix + topic, bytes)).isEqualTo(value);
  }

  @Test
  void whatIsNotThereIsSaidAsTheContractHasIt() {
    try (SchemaRegistryClient registry =
        SchemaRegistryClient.open(RegistrySettings.from(settings(false)))) {
      assertThat(registry.schemaById(Integer.MAX_VALUE)).isEmpty();
      assertThat(registry.compatibility(prefix + "none-value")).isEmpty();
      assertThatThrownBy(() -> registry.lookUp(prefix + "none-value", FxRate.getClassSchema()))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("auto.register=false");
    }
  }

  @Test
  void anIncompatibleSchemaIsRefusedByName() {
    try (SchemaRegistryClient registry =
        SchemaRegistryClient.open(RegistrySettings.from(settings(true)))) {
      SchemaCatalogue.register(registry, topic -> prefix + topic);
      assertThatThrownBy(
              () -> registry.register(prefix + "fx-rates-value", MarketTrend.getClassSchema()))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(prefix + "fx-rates-value")
          .hasMessageContaining("incompatible");
    }
  }
}
