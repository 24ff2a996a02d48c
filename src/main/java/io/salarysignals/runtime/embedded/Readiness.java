package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a process of the stack serves, asked in its own protocol. */
final class Readiness {
  private static final Duration PROBE = Duration.ofSeconds(2);

  private Readiness() {}

  /**
   * A broker serves when it lists itself as a node of its cluster: after a kill the port opens well
   * before that.
   */
  static boolean broker(String bootstrapServers) {
    if (!accepts(bootstrapServers)) {
      return false; // spares the client's warnings about a port nobody listens on yet
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "request.timeout.ms",
            (int) PROBE.toMillis(),
            "default.api.timeout.ms",
            (int) PROBE.toMillis());
    try (Admin admin = Admin.create(settings)) {
      return !admin
          .describeCluster()
          .nodes()
          .get(PROBE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while the broker was starting", e);
    }
  }

  /** A registry serves when it lists its subjects. */
  static boolean registry(HttpClient http, String registryUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + "/subjects")).timeout(PROBE).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while the registry was starting", e);
    }
  }

  private static boolean accepts(String address) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) PROBE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
