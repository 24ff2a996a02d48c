package io.salarysignals.runtime.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the programs of the stack are: in a distribution beside the jar that this class comes from,
 * in a build tree under {@code target/dist} with the class path of this JVM.
 *
 * @param ownClasses the jar or folder of this project's classes
 * @param brokerClassPath class path of the broker process
 * @param registry folder of the unpacked registry
 */
record StackHome(Path ownClasses, String brokerClassPath, Path registry) {
  private static final String RUNNER_SUFFIX = "-runner.jar";

  static StackHome find() {
    Path own = ownLocation();
    if (Files.isDirectory(own)) {
      Path registry = own.resolveSibling("dist").resolve("embedded").resolve("registry");
      return new StackHome(own, System.getProperty("java.class.path"), registry);
    }
    Path lib = own.getParent();
    Path embedded = lib.resolveSibling("embedded");
    String classPath = lib.resolve("*") + File.pathSeparator + embedded.resolve("lib").resolve("*");
    if (!Files.isDirectory(embedded.resolve("lib"))) {
      throw new StackException(
          "no embedded broker in this distribution: "
              + embedded.resolve("lib")
              + " is missing; build the whole distribution, or use `run` with your own cluster");
    }
    return new StackHome(own, classPath, embedded.resolve("registry"));
  }

  /** The registry's start jar; its manifest names the rest. */
  Path registryJar() {
    File[] jars = registry.toFile().listFiles((dir, name) -> name.endsWith(RUNNER_SUFFIX));
    if (jars == null || jars.length != 1) {
      throw new StackException(
          "no schema registry in " + registry + "; run `./mvnw package -DskipTests` once");
    }
    return jars[0].toPath();
  }

  private static Path ownLocation() {
    try {
      return Path.of(StackHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new StackException("cannot tell where this program is installed", e);
    }
  }
}
