package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart under Helm, the manifests under the types of Kubernetes, the settings under ours. */
class ChartTest {
  private interface Strict {
    void check(JsonElement manifest) throws IOException;
  }

  private static final Map<String, Strict> TYPES =
      Map.of(
          "ConfigMap", V1ConfigMap::validateJsonElement,
          "Job", V1Job::validateJsonElement,
          "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "Pod", V1Pod::validateJsonElement,
          "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          "ServiceAccount", V1ServiceAccount::validateJsonElement,
          "StatefulSet", V1StatefulSet::validateJsonElement);

  @TempDir Path folder;

  static Stream<String> valueSets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/helm"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static String values(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/helm", name));
  }

  @Test
  void lintStrictHasNothingToSay() {
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
    assertThat(result.getMessages()).noneMatch(line -> line.matches("(?i).*\\[(warning|error)].*"));
  }

  @Test
  void thereAreEightValueSetsOrMore() throws IOException {
    assertThat(valueSets().count()).isGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void everyManifestIsWhatItsTypeKnows(String name) throws Exception {
    List<JsonNode> manifests = Chart.render(folder, Chart.REQUIRED, values(name));
    assertThat(manifests).hasSizeGreaterThan(3);
    Set<String> names = new TreeSet<>();
    for (JsonNode manifest : manifests) {
      String kind = manifest.get("kind").asText();
      String full = kind + "/" + manifest.at("/metadata/name").asText();
      assertThat(names.add(full)).as(full + " twice").isTrue();
      switch (kind) {
        case "ServiceMonitor" -> CustomResources.check(manifest);
        case "PrometheusRule" -> {
          CustomResources.check(manifest);
          Prometheus.checkRules(folder, manifest.get("spec"));
        }
        default -> {
          assertThat(TYPES).as("kinds that are checked").containsKey(kind);
          assertStrict(kind, manifest);
        }
      }
    }
  }

  private static void assertStrict(String kind, JsonNode manifest) {
    try {
      TYPES.get(kind).check(JsonParser.parseString(manifest.toString()));
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(kind + ": " + e.getMessage() + "\n" + manifest.toPrettyString(), e);
    }
  }

  @Test
  void theStrictCheckSeesATypo() throws IOException {
    ObjectNode set =
        (ObjectNode) Chart.ofKind(Chart.render(folder, Chart.REQUIRED), "StatefulSet").get(0);
    ((ObjectNode) set.at("/spec/template/spec")).put("terminationGracePeriod", 3);

    assertThatThrownBy(() -> TYPES.get("StatefulSet").check(JsonParser.parseString(set.toString())))
        .hasMessageContaining("terminationGracePeriod");
  }

  static Stream<String> spoiltResources() {
    return Stream.of(
        "ServiceMonitor spec endpoint []",
        "ServiceMonitor spec/endpoints/0 portt \"http\"",
        "ServiceMonitor spec/endpoints/0 interval \"15\"",
        "ServiceMonitor spec/endpoints/0 honorLabels \"yes\"",
        "ServiceMonitor spec/selector matchLabel {}",
        "PrometheusRule spec group []",
        "PrometheusRule spec/groups/0/rules/0 annotation {}",
        "PrometheusRule spec/groups/0 interval \"often\"");
  }

  @ParameterizedTest
  @MethodSource("spoiltResources")
  void theStrictCheckSeesWhatIsWrongWithACustomResource(String spoilt) throws IOException {
    String[] words = spoilt.split(" ", 4);
    JsonNode manifest =
        Chart.ofKind(Chart.render(folder, Chart.REQUIRED, values("monitored.yaml")), words[0])
            .get(0);
    CustomResources.check(manifest);
    ((ObjectNode) manifest.at("/" + words[1])).set(words[2], Chart.YAML.readTree(words[3]));

    assertThatThrownBy(() -> CustomResources.check(manifest)).hasMessageContaining(words[2]);
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void theSettingsAreOnesThatTheApplicationAccepts(String name) throws IOException {
    List<JsonNode> manifests = Chart.render(folder, Chart.REQUIRED, values(name));
    List<JsonNode> sets = Chart.ofKind(manifests, "StatefulSet");
    assertThat(sets).isNotEmpty();
    for (JsonNode set : sets) {
      Map<String, String> given = properties(manifests, set.at("/metadata/name").asText());
      Map<String, String> environment = new HashMap<>();
      for (JsonNode variable : set.at("/spec/template/spec/containers/0/env")) {
        String key = variable.get("name").asText();
        if (key.startsWith("SALARY_SIGNALS_")) {
          boolean podName = key.equals("SALARY_SIGNALS_GROUP_INSTANCE_ID");
          environment.put(key, podName ? "pay-salary-signals-trends-0" : "some:secret");
        }
      }
      Path file = Files.createTempFile(folder, "settings", ".properties");
      Properties properties = new Properties();
      properties.putAll(given);
      try (var out = Files.newBufferedWriter(file)) {
        properties.store(out, null);
      }
      Settings settings = Settings.load(file, environment, Map.of());
      assertThat(settings.text("group.instance.id")).isEqualTo("pay-salary-signals-trends-0");
    }
  }

  private static Map<String, String> properties(List<JsonNode> manifests, String configMap)
      throws IOException {
    JsonNode map =
        Chart.ofKind(manifests, "ConfigMap").stream()
            .filter(m -> m.at("/metadata/name").asText().equals(configMap))
            .findFirst()
            .orElseThrow();
    Properties properties = new Properties();
    properties.load(new StringReader(map.at("/data/salary-signals.properties").asText()));
    Map<String, String> all = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void podsAreRestricted(String name) throws IOException {
    List<JsonNode> specs = new ArrayList<>();
    for (JsonNode manifest : Chart.render(folder, Chart.REQUIRED, values(name))) {
      JsonNode template = manifest.at("/spec/template/spec");
      if (!template.isMissingNode()) {
        specs.add(template);
      } else if (manifest.get("kind").asText().equals("Pod")) {
        specs.add(manifest.get("spec"));
      }
    }
    assertThat(specs).isNotEmpty();
    for (JsonNode spec : specs) {
      assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(spec.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      assertThat(spec.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
      // Variables of service links would be unknown settings.
      assertThat(spec.at("/enableServiceLinks").asBoolean(true)).isFalse();
      List<JsonNode> containers = new ArrayList<>();
      spec.path("containers").forEach(containers::add);
      spec.path("initContainers").forEach(containers::add);
      for (JsonNode container : containers) {
        JsonNode context = container.get("securityContext");
        assertThat(context.get("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
      }
    }
  }

  @Test
  void aGroupIsAStatefulSetThatKeepsItsTasks() throws IOException {
    List<JsonNode> manifests = Chart.render(folder, Chart.REQUIRED);
    JsonNode spec = Chart.ofKind(manifests, "StatefulSet").get(0).get("spec");
    JsonNode pod = spec.at("/template/spec");
    JsonNode container = pod.at("/containers/0");

    assertThat(container.at("/env/0/name").asText()).isEqualTo("SALARY_SIGNALS_GROUP_INSTANCE_ID");
    assertThat(container.at("/env/0/valueFrom/fieldRef/fieldPath").asText())
        .isEqualTo("metadata.name");
    Map<String, String> properties = properties(manifests, "pay-salary-signals-trends");
    assertThat(properties)
        .containsEntry("standby.replicas", "1")
        .containsEntry("shutdown.timeout", "30s")
        .containsEntry("kafka.consumer.session.timeout.ms", "60000");
    assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isGreaterThan(30);
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(spec.at("/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("state");
    assertThat(Chart.ofKind(manifests, "PodDisruptionBudget")).hasSize(1);
  }

  @Test
  void everyEnabledGroupIsRun() throws IOException {
    List<JsonNode> manifests = Chart.render(folder, Chart.REQUIRED, values("groups.yaml"));

    assertThat(Chart.ofKind(manifests, "StatefulSet"))
        .extracting(set -> set.at("/metadata/name").asText())
        .containsExactlyInAnyOrder("pay-salary-signals-trends", "pay-salary-signals-hiring");
    assertThat(
            Chart.ofKind(Chart.render(folder, Chart.REQUIRED, values("all.yaml")), "StatefulSet"))
        .as("one for each topology")
        .hasSameSizeAs(Topologies.ALL);
  }

  static Stream<Map.Entry<String, String>> guards() {
    Map<String, String> guards = new LinkedHashMap<>();
    guards.put("kafka: {bootstrapServers: ''}", "kafka.bootstrapServers: name the brokers");
    guards.put("registry: {url: ''}", "registry.url: name the schema registry");
    guards.put("employerHashKey: {existingSecret: ''}", "employerHashKey.existingSecret: name");
    guards.put("kafka: {brokers: 1}", "3 replicas do not fit on 1 broker(s); exactly_once_v2");
    guards.put("replication: {factor: 1, minInsync: 2}", "nothing could be written");
    guards.put("replication: {factor: 3, minInsync: 3}", "the loss of one broker stops everything");
    guards.put("terminationGracePeriodSeconds: 30", "must be above shutdownTimeoutSeconds");
    guards.put("kafka: {securityProtocol: SASL_SSL}", "SASL needs a secret with the key jaas");
    guards.put("kafka: {tls: {existingSecret: x}}", "is PLAINTEXT and would not use it");
    guards.put(
        "kafka: {securityProtocol: SSL, tls: {clientCertificate: true}}",
        "needs kafka.tls.existingSecret");
    guards.put("settings: {state.dir: /x}", "settings: state.dir is set by the chart");
    guards.put(
        "groups: {trends: {settings: {group.protocol: streams}}}",
        "groups.trends.settings: group.protocol is set by the chart");
    guards.put(
        "groups: {trends: {replicas: 1}}", "standbyReplicas: 1 warm copies need more than 1 pod");
    guards.put("groups: {trends: {enabled: false}}", "nothing to run");
    guards.put(
        "groups: {again: {enabled: true, topologies: [trends], replicas: 1, standbyReplicas: 0,"
            + " storage: {size: 1Gi}, resources: {requests: {}, limits: {memory: 1Gi}}}}",
        "is in group again already");
    return guards.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("guards")
  void impossibleCombinationsAreRefused(Map.Entry<String, String> guard) {
    assertThatThrownBy(() -> Chart.render(folder, Chart.REQUIRED, guard.getKey()))
        .hasMessageContaining(guard.getValue());
  }

  @Test
  void everyGuardOfTheChartIsAmongThose() throws IOException {
    String template = Files.readString(Chart.FOLDER.resolve("templates/_guards.tpl"));
    long fails = template.lines().filter(line -> line.contains("fail ")).count();

    assertThat(guards().count()).isEqualTo(fails);
  }

  static Stream<String> typos() {
    return Stream.of(
        "replicas: 3",
        "kafka: {bootstrapServer: 'a:1'}",
        "kafka: {bootstrapServers: 'nohost'}",
        "kafka: {brokers: '3'}",
        "kafka: {securityProtocol: TLS}",
        "registry: {url: 'registry:8081'}",
        "groups: {trends: {replica: 2}}",
        "groups: {trends: {topologies: [trend]}}",
        "groups: {trends: {storage: {size: lots}}}",
        "groups: {Trends: {enabled: false}}",
        "monitoring: {prometheusRules: {enabled: true}}",
        "monitoring: {prometheusRule: {runbookBaseUrl: 'https://x'}}",
        "networkPolicy: {enabled: 'yes'}",
        "processingGuarantee: exactly_once",
        "probes: {startSeconds: 1}");
  }

  @ParameterizedTest
  @MethodSource("typos")
  void theSchemaRefusesTypos(String typo) {
    assertThatThrownBy(() -> Chart.render(folder, Chart.REQUIRED, typo))
        .hasMessageContaining("values don't meet the specifications of the schema");
  }

  @Test
  void theSchemaKnowsEveryTopology() throws IOException {
    JsonNode schema = Chart.YAML.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    List<String> known = new ArrayList<>();
    schema
        .at("/definitions/group/properties/topologies/items/enum")
        .forEach(name -> known.add(name.asText()));

    assertThat(known).containsAll(Topologies.ALL.stream().map(TopologyFactory::name).toList());
  }

  @Test
  void packagesAsAChart() throws IOException {
    new Helm(Chart.FOLDER).packageIt().withDestination(folder).call();

    assertThat(folder.resolve("salary-signals-1.0.0.tgz")).isRegularFile();
  }
}
