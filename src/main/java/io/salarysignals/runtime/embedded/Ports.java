package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The loopback ports of one data folder: kept from start to start, so that addresses stay valid,
 * and picked anew where another program has taken one. They lie below the range from which systems
 * take ports for outgoing connections, so that none is lost to a client between two starts.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /** Free ports by name, as kept in {@code file} where they are still free. */
  static Map<String, Integer> claim(Path file, List<String> names) {
    Properties kept = read(file);
    Map<String, Integer> ports = new LinkedHashMap<>();
    Set<Integer> used = new TreeSet<>();
    for (String name : names) {
      int port = Integer.parseInt(kept.getProperty(name, "0"));
      if (port == 0 || used.contains(port) || !isFree(port)) {
        port = pick(used);
      }
      used.add(port);
      ports.put(name, port);
    }
    write(file, ports);
    return ports;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // A closed connection in TIME_WAIT does not keep the port from being served again.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int pick(Set<Integer> used) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!used.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new StackException("no free port on loopback between " + LOWEST + " and " + HIGHEST);
  }

  private static Properties read(Path file) {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      } catch (IOException e) {
        throw new StackException("cannot read " + file, e);
      }
    }
    return kept;
  }

  private static void write(Path file, Map<String, Integer> ports) {
    Properties kept = new Properties();
    ports.forEach((name, port) -> kept.setProperty(name, Integer.toString(port)));
    try (Writer writer = Files.newBufferedWriter(file)) {
      kept.store(writer, "loopback ports of this folder's processes");
    } catch (IOException e) {
      throw new StackException("cannot write " + file, e);
    }
  }
}
