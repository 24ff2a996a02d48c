package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image, built with podman from {@code docker/Dockerfile} on a base that is made here: no image
 * registry is needed. Base and layers are kept in {@code target/containers}, or {@code
 * -Dimage.storage=DIR}.
 */
final class Image {
  static final String NAME = "localhost/salary-signals:test";
  private static final Pattern BASE = Pattern.compile("(?m)^ARG DEBIAN=(\\S+)$");

  /** Without systemd and crun: what podman assumes elsewhere. */
  private static final String CONTAINERS =
      """
      [containers]
      default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
      log_driver = "k8s-file"
      [engine]
      runtime = "runc"
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      """;

  private final Path storage;
  private final Path temp;

  Image(Path temp) throws IOException {
    String kept = System.getProperty("image.storage", "");
    this.storage = Path.of(kept.isEmpty() ? "target/containers" : kept).toAbsolutePath();
    this.temp = temp;
    Files.createDirectories(storage);
    Files.writeString(storage.resolve("containers.conf"), CONTAINERS);
  }

  /** Makes the base where it is missing, then builds. */
  void build() throws Exception {
    Matcher base = BASE.matcher(Files.readString(Path.of("docker", "Dockerfile")));
    assertThat(base.find()).isTrue();
    String name = base.group(1);
    if (podman("image", "exists", name).code() != 0) {
      Path tar = temp.resolve("base.tar");
      good(
          Tools.run(
              temp,
              Duration.ofMinutes(10),
              List.of("mmdebstrap", "--variant=minbase", "bookworm", tar.toString())));
      good(podman("import", "-q", tar.toString(), name));
      Files.delete(tar);
    }
    // Libraries that Maven has here need not come again; the build itself is that of the file.
    Path libraries = Files.createDirectories(Path.of(System.getProperty("user.home"), ".m2"));
    good(
        podman(
            "build",
            "--format=docker",
            "--network=host",
            "--layers",
            "--volume=" + libraries + ":/root/.m2",
            "--build-arg=REVISION=test",
            "-f",
            "docker/Dockerfile",
            "-t",
            NAME,
            "."));
  }

  Tools.Said podman(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "CONTAINERS_CONF=" + storage.resolve("containers.conf"),
                "podman",
                "--root=" + storage.resolve("root"),
                "--runroot=" + storage.resolve("run"),
                "--storage-driver=vfs"));
    command.addAll(List.of(words));
    return Tools.run(temp, Duration.ofMinutes(20), command);
  }

  static String good(Tools.Said said) {
    assertThat(said.code()).as(said.text()).isZero();
    return said.text();
  }
}
