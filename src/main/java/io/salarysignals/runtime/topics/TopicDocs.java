package io.salarysignals.runtime.topics;

import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import java.util.Locale;

/** Writes the page that documents every topic, from the catalogue. */
public final class TopicDocs {
  private TopicDocs() {}

  /** The whole page as Markdown. */
  public static String markdown() {
    TopicCatalogue catalogue = new TopicCatalogue(Settings.defaults());
    StringBuilder page = new StringBuilder(HEAD);
    for (Topic topic : catalogue.topics()) {
      page.append("| `")
          .append(topic.name())
          .append("` | ")
          .append(topic.direction().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(
              topic.key().contains("|") || topic.key().endsWith("Id")
                  ? "`" + topic.key().replace("|", "\\|") + "`"
                  : topic.key())
          .append(" | ")
          .append(topic.value())
          .append(" | ")
          .append(topic.cleanup().policy())
          .append(" | ")
          .append(keeps(topic))
          .append(" | ")
          .append(topic.spread() ? "`topics.partitions`" : "1")
          .append(" | ")
          .append(topic.access())
          .append(" |\n");
    }
    return page.toString();
  }

  private static String keeps(Topic topic) {
    return switch (topic.keeps()) {
      case INPUT -> "`topics.input.retention`";
      case OUTPUT -> "`topics.output.retention`";
      case ERRORS -> "`topics.error.retention`";
      case LAST_VALUE -> "last value per key";
    };
  }

  private static final String HEAD =
      """
      # Topics

      Names carry the configured `topic.prefix`. Keys are UTF-8 strings; values are Avro in the
      Confluent wire format (a zero byte, the schema id in four bytes, the binary value), except
      where the table says otherwise. Record timestamps are times of ingest
      (`message.timestamp.type=CreateTime`); event time stands in the value. Subscribers read with
      `isolation.level=read_committed`.

      `salary-signals topics create` makes what is missing, `salary-signals topics check` compares
      all of them with this table and reports every difference at once.

      This page is generated from the code: `salary-signals docs topics`.

      | topic | direction | key | value | cleanup | kept | partitions | access |
      |---|---|---|---|---|---|---|---|
      """;
}
