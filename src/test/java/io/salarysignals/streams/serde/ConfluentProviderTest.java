package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.event.FxRate;
import io.salarysignals.streams.serde.UndecodableException.Code;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider of {@code -Pconfluent}, compiled here against stand-ins with the signatures of
 * Confluent's classes, which are not on Maven Central: shows that the sources compile, are found by
 * name, pass the settings on and keep the contract of faults. It does not show that Confluent's own
 * classes behave as the stand-ins do.
 */
class ConfluentProviderTest {
  private static final String PACKAGE = "io.confluent.kafka.serializers";
  private static final FxRate RATE = new FxRate("EUR", 0.92, Instant.EPOCH);

  @TempDir static Path folder;
  private static FakeRegistryServer server;
  private static URLClassLoader loader;
  private static Map<String, Object> script;

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void compile() throws Exception {
    // Given stand-ins whose outcomes a script decides
    source(
        PACKAGE,
        "Script",
        """
        public class Script {
          public static final java.util.Map<String, Object> MAP = new java.util.HashMap<>();
          static Object next(String what, Object argument) {
            return ((java.util.function.Function<Object, Object>) MAP.get(what)).apply(argument);
          }
        }
        """);
    source(
        PACKAGE,
        "KafkaAvroSerializer",
        """
        public class KafkaAvroSerializer
            implements org.apache.kafka.common.serialization.Serializer<Object> {
          public void configure(java.util.Map<String, ?> configs, boolean isKey) {
            Script.MAP.put("serializer configs", configs);
          }
          public byte[] serialize(String topic, Object record) {
            return (byte[]) Script.next("serialize", record);
          }
        }
        """);
    source(
        PACKAGE,
        "KafkaAvroDeserializer",
        """
        public class KafkaAvroDeserializer
            implements org.apache.kafka.common.serialization.Deserializer<Object> {
          public void configure(java.util.Map<String, ?> configs, boolean isKey) {
            Script.MAP.put("deserializer configs", configs);
          }
          public Object deserialize(String topic, byte[] bytes) {
            throw new AssertionError("without the reader's schema");
          }
          public Object deserialize(String topic, byte[] bytes, org.apache.avro.Schema reader) {
            return Script.next("deserialize", bytes);
          }
        }
        """);
    source(
        "io.confluent.kafka.schemaregistry.client.rest.exceptions",
        "RestClientException",
        """
        public class RestClientException extends Exception {
          private final int status;
          public RestClientException(String message, int status, int errorCode) {
            super(message);
            this.status = status;
          }
          public int getStatus() { return status; }
          public int getErrorCode() { return 0; }
        }
        """);
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d"));
    arguments.add(folder.toString());
    arguments.add("-classpath");
    arguments.add(System.getProperty("java.class.path"));
    for (Path root : List.of(folder, Path.of("src", "confluent", "java"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
      }
    }
    var output = new java.io.ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, output, output, arguments.toArray(String[]::new));
    assertThat(result).as(output.toString(java.nio.charset.StandardCharsets.UTF_8)).isZero();
    URL resources = Path.of("src", "confluent", "resources").toUri().toURL();
    loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL(), resources},
            ConfluentProviderTest.class.getClassLoader());
    script = (Map<String, Object>) loader.loadClass(PACKAGE + ".Script").getField("MAP").get(null);
    server = new FakeRegistryServer();
  }

  private static void source(String inPackage, String name, String text) throws IOException {
    Path file = folder.resolve(name + ".java");
    try (StringWriter writer = new StringWriter()) {
      writer.append("package ").append(inPackage).append(";\n").append(text);
      Files.writeString(file, writer.toString());
    }
  }

  @AfterAll
  static void stop() throws IOException {
    loader.close();
    server.close();
  }

  private static EventCodecs open() {
    return SerdeProviders.named("confluent", loader)
        .open(
            Map.of(
                "registry.url", server.url(),
                "registry.basic.auth.user.info", "ann:secret",
                "registry.ssl.truststore.type", "PEM",
                "registry.retries", "0",
                "auto.register", "false"));
  }

  private static void plan(String what, Function<Object, Object> outcome) {
    script.put(what, outcome);
  }

  @Test
  void itIsFoundByNameAndGetsTheSettingsUnderConfluentsNames() {
    plan("serialize", record -> new byte[] {7});
    try (EventCodecs codecs = open()) {
      assertThat(codecs.encoder(FxRate.class).encode("t", RATE)).containsExactly(7);
    }
    assertThat((Map<?, ?>) script.get("serializer configs"))
        .containsEntry(cast("schema.registry.url"), cast(server.url()))
        .containsEntry(cast("auto.register.schemas"), cast(false))
        .containsEntry(cast("basic.auth.credentials.source"), cast("USER_INFO"))
        .containsEntry(cast("basic.auth.user.info"), cast("ann:secret"))
        .containsEntry(cast("schema.registry.ssl.truststore.type"), cast("PEM"))
        .containsEntry(cast("avro.remove.java.properties"), cast(true));
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }

  @Test
  void badBytesAnOutageAndARefusalAreToldApart() throws Exception {
    // Given a value of a registered schema
    server.register("t-value", FxRate.getClassSchema());
    byte[] value = {0, 0, 0, 0, 1, 9};
    try (EventCodecs codecs = open()) {
      RecordDecoder<FxRate> decoder = codecs.decoder(FxRate.class);
      plan("deserialize", bytes -> RATE);
      assertThat(decoder.decode("t", value)).isEqualTo(RATE);
      // When Confluent's class fails in each of its ways, then each has its own type
      plan("deserialize", fail(new SerializationException("x", new java.io.EOFException())));
      assertUndecodable(decoder, value, Code.BAD_AVRO);
      assertUndecodable(decoder, new byte[] {1}, Code.BAD_MAGIC);
      assertUndecodable(decoder, new byte[] {0, 0, 0, 0, 99}, Code.UNKNOWN_SCHEMA_ID);
      plan("deserialize", bytes -> "no rate at all");
      assertUndecodable(decoder, value, Code.BAD_AVRO);
      for (Exception outage :
          List.of(
              rest(503), new java.net.ConnectException(), new java.net.SocketTimeoutException())) {
        plan("deserialize", fail(new SerializationException("x", outage)));
        assertThatThrownBy(() -> decoder.decode("t", value))
            .isInstanceOf(RegistryUnavailableException.class);
      }
      plan("deserialize", fail(new SerializationException("x", rest(401))));
      assertThatThrownBy(() -> decoder.decode("t", value))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("401");
      plan("serialize", fail(new InvalidConfigurationException("Subject not found")));
      assertThatThrownBy(() -> codecs.encoder(FxRate.class).encode("t", RATE))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("topics create");
    }
  }

  private static Exception rest(int status) throws Exception {
    return (Exception)
        loader
            .loadClass(
                "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException")
            .getConstructor(String.class, int.class, int.class)
            .newInstance("answer", status, 0);
  }

  private static Function<Object, Object> fail(RuntimeException fault) {
    return argument -> {
      throw fault;
    };
  }

  private static void assertUndecodable(RecordDecoder<FxRate> decoder, byte[] bytes, Code code) {
    assertThatThrownBy(() -> decoder.decode("t", bytes))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aMockRegistryIsRefused() {
    assertThatThrownBy(
            () ->
                SerdeProviders.named("confluent", loader).open(Map.of("registry.url", "mock://x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("real registry");
  }
}
