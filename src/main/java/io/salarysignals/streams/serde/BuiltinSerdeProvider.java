package io.salarysignals.streams.serde;

import java.util.Map;

/** The provider {@code builtin}: the codecs of this package. */
public final class BuiltinSerdeProvider implements SerdeProvider {
  @Override
  public String name() {
    return "builtin";
  }

  @Override
  public EventCodecs open(Map<String, ?> settings) {
    RegistrySettings registry = RegistrySettings.from(settings);
    return new AvroCodecs(SchemaRegistryClient.open(registry), registry.autoRegister());
  }
}
