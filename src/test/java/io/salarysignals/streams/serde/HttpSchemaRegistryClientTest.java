package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.serde.UndecodableException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryClientTest {
  private static final Schema SCHEMA = SalaryObservation.getClassSchema();

  private final List<Long> pauses = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private FakeRegistryServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeRegistryServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpSchemaRegistryClient client(String... urls) {
    return client(RegistrySettings.of(urls.length == 0 ? new String[] {server.url()} : urls));
  }

  private HttpSchemaRegistryClient client(RegistrySettings settings) {
    return new HttpSchemaRegistryClient(settings, pauses::add, now::get);
  }

  @Test
  void ourBytesAreReadByAForeignReaderThatFetchesTheSchemaOverHttp() throws Exception {
    // Given a value that we wrote through the registry
    byte[] value =
        new AvroEncoder<>(SalaryObservation.class, client(), true)
            .encode("obs", Events.observation());
    // When a foreign reader fetches the schema by the id in the header with plain HTTP
    int id = ByteBuffer.wrap(value, 1, 4).getInt();
    var http = java.net.http.HttpClient.newHttpClient();
    var request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(server.url() + "/schemas/ids/" + id))
            .build();
    String answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).body();
    Schema schema =
        new Schema.Parser().parse(new ObjectMapper().readTree(answer).get("schema").asText());
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    // Then it reads our fields
    assertThat(record.get("observationId")).hasToString("s1-000017");
    assertThat(record.get("amount")).isEqualTo(126500.0);
    assertThat(record.get("skills")).hasToString("[React, System Design]");
    assertThat(server.subjects).containsOnlyKeys("obs-value");
  }

  @Test
  void whatNeverChangesIsAskedOnce() {
    HttpSchemaRegistryClient client = client();
    int id = client.register("s", SCHEMA);
    for (int i = 0; i < 5; i++) {
      assertThat(client.register("s", SCHEMA)).isEqualTo(id);
      assertThat(client.lookUp("s", SCHEMA)).isEqualTo(id);
      assertThat(client.schemaById(id)).contains(new Schema.Parser().parse(SchemaText.of(SCHEMA)));
    }
    assertThat(server.requests)
        .containsExactly("POST /subjects/s/versions", "GET /schemas/ids/" + id);
  }

  @Test
  void anUnknownIdIsRememberedForAWhileOnly() {
    HttpSchemaRegistryClient client = client();
    assertThat(client.schemaById(1)).isEmpty();
    assertThat(client.schemaById(1)).isEmpty();
    assertThat(server.requests).hasSize(1);
    // When it is registered later by somebody else and the while is over
    client("http://127.0.0.1:1", server.url()).register("late", SCHEMA);
    now.addAndGet(HttpSchemaRegistryClient.UNKNOWN_FOR_MS);
    assertThat(client.schemaById(1)).isPresent();
  }

  @Test
  void rememberedUnknownIdsAreBounded() {
    HttpSchemaRegistryClient client = client();
    for (int id = 1; id <= 1_001; id++) {
      assertThat(client.schemaById(id)).isEmpty();
    }
    assertThat(client.schemaById(1_001)).isEmpty();
    assertThat(server.requests).hasSize(1_001);
    assertThat(client.schemaById(1)).isEmpty();
    assertThat(server.requests).hasSize(1_002);
  }

  @Test
  void passingFaultsAreRetriedWithGrowingPauses() {
    server.faults.addAll(List.of(503, 429, -1));
    assertThat(client().register("s", SCHEMA)).isEqualTo(1);
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(25L, 50L);
    assertThat(pauses.get(1)).isBetween(50L, 100L);
    assertThat(pauses.get(2)).isBetween(100L, 200L);
  }

  @Test
  void anOutageIsRetryableAndNeverSaysUndecodable() throws IOException {
    // Given bytes of a schema that only the registry knows
    byte[] value =
        new AvroEncoder<>(SalaryObservation.class, client(), true)
            .encode("t", Events.observation());
    AvroDecoder<SalaryObservation> decoder = new AvroDecoder<>(SalaryObservation.class, client());
    // When the registry fails in every round
    for (int i = 0; i < 4; i++) {
      server.faults.add(500);
    }
    // Then the record is not given up, and is read once the registry is back
    assertThatThrownBy(() -> decoder.decode("t", value))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("500")
        .hasMessageContaining(server.url());
    assertThat(decoder.decode("t", value)).isEqualTo(Events.observation());
    // And the same where nobody listens
    AvroDecoder<SalaryObservation> nobody =
        new AvroDecoder<>(SalaryObservation.class, client("http://127.0.0.1:" + deadPort()));
    assertThatThrownBy(() -> nobody.decode("t", value))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aSilentServerTimesOut() throws IOException {
    // Given a server that accepts and never answers
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      RegistrySettings settings =
          RegistrySettings.from(
              Map.of(
                  "registry.url", "http://127.0.0.1:" + silent.getLocalPort(),
                  "registry.request.timeout.ms", "200",
                  "registry.retries", "1"));
      long start = System.nanoTime();
      assertThatThrownBy(() -> client(settings).schemaById(1))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasRootCauseInstanceOf(java.net.http.HttpTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void theNextUrlIsTriedAndKept() throws IOException {
    HttpSchemaRegistryClient client = client("http://127.0.0.1:" + deadPort(), server.url());
    assertThat(client.register("a", SCHEMA)).isEqualTo(1);
    assertThat(client.register("b", SCHEMA)).isEqualTo(1);
    assertThat(pauses).isEmpty();
    assertThat(client.subjects()).containsExactly("a", "b");
  }

  @Test
  void credentialsAreSentAndTheirRefusalIsNeitherUndecodableNorRetried() {
    server.expectedAuthorization =
        "Basic "
            + Base64.getEncoder().encodeToString("ann:s:ecret".getBytes(StandardCharsets.UTF_8));
    RegistrySettings with =
        RegistrySettings.from(
            Map.of("registry.url", server.url(), "registry.basic.auth.user.info", "ann:s:ecret"));
    assertThat(client(with).register("s", SCHEMA)).isEqualTo(1);
    assertThatThrownBy(() -> client().schemaById(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("registry.basic.auth.user.info");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aNotFoundThatIsNotTheRegistrysOwnLosesNoRecord() {
    // Given a proxy in front that answers 404 with a page
    server.faults.add(404);
    assertThatThrownBy(() -> client().schemaById(7))
        .isInstanceOf(RegistryException.class)
        .isNotInstanceOf(UndecodableException.class)
        .hasMessageContaining("registry.url");
  }

  @Test
  void lookUpTellsSubjectsAndSchemasThatAreNotThere() {
    HttpSchemaRegistryClient client = client();
    assertThatThrownBy(() -> client.lookUp("none", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("auto.register=false");
    client.register("s", FxRate.getClassSchema());
    assertThatThrownBy(() -> client.lookUp("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("subject s");
    server.faults.add(409);
    assertThatThrownBy(() -> client.register("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("incompatible");
  }

  @Test
  void compatibilityIsReadAndSetPerSubject() {
    HttpSchemaRegistryClient client = client();
    assertThat(client.compatibility("a b/c")).isEmpty();
    client.setCompatibility("a b/c", "FULL_TRANSITIVE");
    assertThat(client.compatibility("a b/c")).contains("FULL_TRANSITIVE");
    assertThat(server.levels).containsOnlyKeys("a b/c");
  }

  @Test
  void aLevelThatSomebodyElseSetAtTheSameTimeIsNoFailure() {
    // Given a registry that has the level already and refuses to make it again
    HttpSchemaRegistryClient client = client();
    server.levels.put("same", "FULL_TRANSITIVE");
    server.faults.add(409);
    client.setCompatibility("same", "FULL_TRANSITIVE");
    assertThat(server.requests).containsExactly("PUT /config/same", "GET /config/same");

    // When it has another level, it is set again
    server.levels.put("other", "NONE");
    server.faults.add(409);
    client.setCompatibility("other", "FULL_TRANSITIVE");
    assertThat(server.levels).containsEntry("other", "FULL_TRANSITIVE");
  }

  @Test
  void referencesOfForeignSchemasAreFollowedAndOtherTypesAreIncompatible() {
    // Given a schema that refers to another subject's, and one that is no Avro at all
    ObjectNode rate = new ObjectMapper().createObjectNode();
    rate.put("schema", "{\"type\":\"enum\",\"name\":\"x.Code\",\"symbols\":[\"EUR\"]}");
    server.schemas.put(1, rate);
    server.subjects.put("codes", List.of(1));
    ObjectNode outer = new ObjectMapper().createObjectNode();
    outer.put(
        "schema",
        "{\"type\":\"record\",\"name\":\"Outer\",\"fields\":[{\"name\":\"c\",\"type\":\"x.Code\"}]}");
    outer
        .putArray("references")
        .addObject()
        .put("name", "x.Code")
        .put("subject", "codes")
        .put("version", 1);
    server.schemas.put(2, outer);
    server.schemas.put(
        3, new ObjectMapper().createObjectNode().put("schema", "{}").put("schemaType", "JSON"));
    // Then the first is whole and the other makes its bytes undecodable, asked only once
    assertThat(client().schemaById(2).orElseThrow().getField("c").schema().getEnumSymbols())
        .containsExactly("EUR");
    AvroDecoder<FxRate> decoder = new AvroDecoder<>(FxRate.class, client());
    int before = server.requests.size();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> decoder.decode("t", new byte[] {0, 0, 0, 0, 3, 1}))
          .isInstanceOfSatisfying(
              UndecodableException.class,
              e -> assertThat(e.code()).isEqualTo(Code.INCOMPATIBLE_SCHEMA));
    }
    assertThat(server.requests).hasSize(before + 1);
  }
}
