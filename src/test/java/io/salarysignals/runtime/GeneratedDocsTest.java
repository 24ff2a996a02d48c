package io.salarysignals.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.settings.ConfigurationDocs;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicDocs;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The generated pages are those of the code. To write them anew: {@code -Ddocs.write=true}, or the
 * commands that the messages name.
 */
class GeneratedDocsTest {
  @Test
  void configurationPageIsCurrent() throws IOException {
    String page = ConfigurationDocs.markdown();
    for (String key : Settings.names()) {
      assertThat(page).contains("| `" + key + "` |");
    }
    current("configuration", "config", page);
  }

  @Test
  void topicsPageIsCurrent() throws IOException {
    String page = TopicDocs.markdown();
    Topics.ALL.forEach(topic -> assertThat(page).contains("| `" + topic.name() + "` |"));
    current("topics", "topics", page);
  }

  private static void current(String name, String command, String page) throws IOException {
    Path file = Path.of("docs", name + ".md");
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file))
        .as(
            "docs/%s.md is not what the code says; run: ./salary-signals docs %s > docs/%s.md",
            name, command, name)
        .isEqualTo(page);
  }
}
