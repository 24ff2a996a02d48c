package io.salarysignals.streams.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;

/** A small HTTP server that speaks the registry API, written apart from the client under test. */
final class FakeRegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it each answer waits 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Every request as {@code METHOD path}. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Statuses to answer with before the API speaks again; -1: close the connection unanswered. */
  final Deque<Integer> faults = new ArrayDeque<>();

  /** Bodies of schemas by id, as {@code GET /schemas/ids/} gives them. */
  final Map<Integer, ObjectNode> schemas = new TreeMap<>();

  final Map<String, List<Integer>> subjects = new TreeMap<>();
  final Map<String, String> levels = new HashMap<>();
  volatile String expectedAuthorization;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String scheme;

  FakeRegistryServer() throws IOException {
    this(null);
  }

  FakeRegistryServer(SSLContext tls) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(free, 0);
    } else {
      HttpsServer https = HttpsServer.create(free, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = https;
    }
    scheme = tls == null ? "http" : "https";
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Registers as by a request. */
  void register(String subject, Schema schema) {
    register(subject, JSON.createObjectNode().put("schema", SchemaText.of(schema)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    Integer fault = faults.poll();
    if (fault != null && fault == -1) {
      exchange.close();
      return;
    }
    if (fault != null) {
      answer(exchange, fault, "<html>fault</html>");
    } else if (expectedAuthorization != null
        && !expectedAuthorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error_code\":401,\"message\":\"no\"}");
    } else {
      String[] parts = path.substring(1).split("/");
      for (int i = 0; i < parts.length; i++) {
        parts[i] = URLDecoder.decode(parts[i], StandardCharsets.UTF_8);
      }
      route(exchange, parts, body.length == 0 ? null : JSON.readTree(body));
    }
  }

  private void route(HttpExchange exchange, String[] path, JsonNode body) throws IOException {
    String call = exchange.getRequestMethod() + " " + path[0] + " " + path.length;
    switch (call) {
      case "GET subjects 1" -> answer(exchange, 200, JSON.writeValueAsString(subjects.keySet()));
      case "POST subjects 3" -> answer(exchange, 200, "{\"id\":" + register(path[1], body) + "}");
      case "POST subjects 2" -> lookUp(exchange, path[1], body);
      case "GET subjects 4" ->
          answer(
              exchange,
              200,
              schemas.get(subjects.get(path[1]).get(Integer.parseInt(path[3]) - 1)).toString());
      case "GET schemas 3" -> {
        ObjectNode schema = schemas.get(Integer.parseInt(path[2]));
        answer(
            exchange,
            schema == null ? 404 : 200,
            schema == null
                ? "{\"error_code\":40403,\"message\":\"Schema not found\"}"
                : schema.toString());
      }
      case "GET config 2" -> {
        String level = levels.get(path[1]);
        answer(
            exchange,
            level == null ? 404 : 200,
            level == null
                ? "{\"error_code\":40408,\"message\":\"not configured\"}"
                : "{\"compatibilityLevel\":\"" + level + "\"}");
      }
      case "PUT config 2" -> {
        levels.put(path[1], body.get("compatibility").asText());
        answer(exchange, 200, body.toString());
      }
      default -> answer(exchange, 404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
    }
  }

  private synchronized int register(String subject, JsonNode body) {
    int id =
        schemas.entrySet().stream()
            .filter(known -> known.getValue().get("schema").equals(body.get("schema")))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(schemas.size() + 1);
    schemas.put(id, (ObjectNode) body);
    List<Integer> versions = subjects.computeIfAbsent(subject, any -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return id;
  }

  private void lookUp(HttpExchange exchange, String subject, JsonNode body) throws IOException {
    if (!subjects.containsKey(subject)) {
      answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
      return;
    }
    for (int id : subjects.get(subject)) {
      if (schemas.get(id).get("schema").equals(body.get("schema"))) {
        answer(exchange, 200, "{\"id\":" + id + ",\"version\":1}");
        return;
      }
    }
    answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
