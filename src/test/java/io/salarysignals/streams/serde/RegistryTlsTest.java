package io.salarysignals.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.event.FxRate;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @BeforeAll
  static void makeStores() throws Exception {
    // Given a self-signed key of the server, trusted through PKCS12, JKS and PEM alike
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-keystore",
        "server.p12",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-alias", "server", "-keystore", "server.p12", "-file", "server.der");
    for (String type : new String[] {"PKCS12", "JKS"}) {
      keytool(
          "-importcert",
          "-noprompt",
          "-alias",
          "ca",
          "-file",
          "server.der",
          "-keystore",
          "trust." + type,
          "-storetype",
          type);
    }
    Files.writeString(
        folder.resolve("trust.PEM"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(Files.readAllBytes(folder.resolve("server.der")))
            + "\n-----END CERTIFICATE-----\n");
  }

  private static void keytool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 3];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[command.length - 2] = "-storepass";
    command[command.length - 1] = new String(PASSWORD);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static SSLContext serverTls() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void everyKindOfTrustStoreIsReadAndWithoutOneTheServerIsNotTrusted() throws Exception {
    try (FakeRegistryServer server = new FakeRegistryServer(serverTls())) {
      for (String type : new String[] {"PKCS12", "JKS", "PEM"}) {
        var settings = new java.util.HashMap<String, String>();
        settings.put("registry.url", server.url());
        settings.put("registry.ssl.truststore.type", type);
        settings.put(
            "registry.ssl.truststore.location", folder.resolve("trust." + type).toString());
        if (!type.equals("PEM")) {
          settings.put("registry.ssl.truststore.password", new String(PASSWORD));
        }
        try (SchemaRegistryClient client =
            SchemaRegistryClient.open(RegistrySettings.from(settings))) {
          assertThat(client.register("fx", FxRate.getClassSchema())).as(type).isEqualTo(1);
        }
      }
      Map<String, String> untrusting =
          Map.of("registry.url", server.url(), "registry.retries", "0");
      try (SchemaRegistryClient client =
          SchemaRegistryClient.open(RegistrySettings.from(untrusting))) {
        assertThatThrownBy(client::subjects).isInstanceOf(RegistryUnavailableException.class);
      }
    }
  }
}
