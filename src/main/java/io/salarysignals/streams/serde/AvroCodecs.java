package io.salarysignals.streams.serde;

import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The built-in codecs over a registry client, which they close. */
public final class AvroCodecs implements EventCodecs {
  private final SchemaRegistryClient registry;
  private final boolean autoRegister;

  /** Codecs over a client; {@code autoRegister} false: schemas are looked up only. */
  public AvroCodecs(SchemaRegistryClient registry, boolean autoRegister) {
    AvroSafety.install();
    this.registry = registry;
    this.autoRegister = autoRegister;
  }

  /** The registry client behind these codecs. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  @Override
  public <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type) {
    return new AvroDecoder<>(type, registry);
  }

  @Override
  public <T extends SpecificRecord> RecordEncoder<T> encoder(Class<T> type) {
    return new AvroEncoder<>(type, registry, autoRegister);
  }

  @Override
  public <T extends SpecificRecord> boolean isWrittenAs(int schemaId, Class<T> type) {
    // The parsing form has names, types and symbols in order: all that the layout depends on.
    String own = SchemaNormalization.toParsingForm(SpecificData.getForClass(type).getSchema(type));
    return registry
        .schemaById(schemaId)
        .map(SchemaNormalization::toParsingForm)
        .filter(own::equals)
        .isPresent();
  }

  @Override
  public void close() {
    registry.close();
  }
}
