package io.salarysignals.streams.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Requests to a registry: fails over between its base URLs, retries what may pass with backoff and
 * jitter, and says of the rest what it was. Safe for use by several threads.
 */
final class RegistryHttp {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long FIRST_BACKOFF_MS = 50;
  private static final long MAX_BACKOFF_MS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer of the registry.
   *
   * @param status HTTP status
   * @param body JSON body, a missing node where there is none
   */
  record Answer(int status, JsonNode body) {
    /** The registry's own error code, e.g. 40403; 0 where the body has none. */
    int errorCode() {
      return body.path("error_code").asInt(0);
    }
  }

  private final RegistrySettings settings;
  private final HttpClient http;
  private final LongConsumer pause;
  private volatile int preferred;

  /** The pause takes milliseconds, so that tests need not wait. */
  RegistryHttp(RegistrySettings settings, LongConsumer pause) {
    this.settings = settings;
    this.pause = pause;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.requestTimeout());
    if (!settings.ssl().isEmpty()) {
      ConfigDef def = new ConfigDef();
      SslConfigs.addClientSslSupport(def);
      Map<String, Object> parsed = new HashMap<>(def.parse(settings.ssl()));
      // Kafka's own factory reads JKS, PKCS12 and PEM stores alike.
      DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
      factory.configure(parsed);
      builder.sslContext(factory.sslContext());
    }
    this.http = builder.build();
  }

  /**
   * Sends one request, with retries.
   *
   * @param body the JSON to send, or null
   * @return any answer below 500 but those that ask to try again
   */
  Answer send(String method, String path, JsonNode body) {
    int count = settings.urls().size();
    String fault = "";
    Exception cause = null;
    for (int round = 0; round <= settings.retries(); round++) {
      if (round > 0) {
        pause.accept(backoff(round));
      }
      for (int i = 0; i < count; i++) {
        int index = (preferred + i) % count;
        String base = settings.urls().get(index);
        try {
          HttpResponse<byte[]> response = http.send(request(base, method, path, body), BYTES);
          if (!mayPass(response.statusCode())) {
            preferred = index;
            return new Answer(response.statusCode(), parse(response.body()));
          }
          fault = base + " answered " + response.statusCode();
        } catch (IOException e) {
          fault = base + ": " + e;
          cause = e;
        } catch (InterruptedException e) {
          throw new InterruptException(e);
        }
      }
    }
    throw new RegistryUnavailableException(
        "no schema registry could be asked at " + settings.urls() + "; the last fault: " + fault,
        cause);
  }

  private static final HttpResponse.BodyHandler<byte[]> BYTES = BodyHandlers.ofByteArray();

  private HttpRequest request(String base, String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.requestTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    settings.userInfo().ifPresent(user -> request.header("Authorization", basic(user)));
    return request.build();
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean mayPass(int status) {
    return status >= 500 || status == 429 || status == 408;
  }

  private static long backoff(int round) {
    long full = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS << Math.min(round - 1, 10));
    return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
  }

  private static JsonNode parse(byte[] body) throws IOException {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      // A proxy's HTML page: the status alone speaks.
      return MissingNode.getInstance();
    }
  }
}
