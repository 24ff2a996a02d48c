package io.salarysignals.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
  private static final String BUILD =
      "/META-INF/maven/io.salarysignals/salary-signals/pom.properties";

  /** The version of the jar, or {@code development} where the classes are in no jar. */
  public static String number() {
    try (InputStream in = Version.class.getResourceAsStream(BUILD)) {
      if (in == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      return "development";
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "salary-signals " + number(),
      "Kafka " + AppInfoParser.getVersion() + ", Java " + System.getProperty("java.version")
    };
  }
}
