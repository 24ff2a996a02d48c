package io.salarysignals.runtime.export;

import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.streams.json.AvroToJson;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * What of an event belongs to the settled view, which any order of the same input leaves the same:
 * FINAL and CORRECTION are both FINAL, and what tells of the way there is left out.
 */
final class SettledView {
  private static final Set<String> OF_THE_WAY =
      Set.of("emittedAt", "revision", "watermark", "fallback", "historical");

  private final AvroToJson json;

  SettledView(Topic topic) {
    Set<String> omitted = new HashSet<>(OF_THE_WAY);
    if (topic.equals(Topics.MARKET_PROGRESS)) {
      // How many corrections there were depends on the order of arrival.
      omitted.add("corrections");
    }
    this.json = new AvroToJson(omitted);
  }

  /** The line of a key whose last value is {@code record}, or empty where it has none. */
  Optional<String> line(SpecificRecord record) {
    if (record instanceof MarketPane pane && pane.getN() == 0) {
      return Optional.empty();
    }
    // Which grid ends were passed before the first event depends on what had come by then.
    if (record instanceof MarketProgress progress && progress.getFinals() == 0) {
      return Optional.empty();
    }
    if (record instanceof MarketTrend
        || record instanceof DemandSignal
        || record instanceof RepricingAlert) {
      Schema.Field field = record.getSchema().getField("status");
      Status status = (Status) record.get(field.pos());
      if (status == Status.RETRACTION) {
        return Optional.empty();
      }
      if (status == Status.CORRECTION) {
        record.put(field.pos(), Status.FINAL);
      }
    }
    return Optional.of(json.write(record));
  }
}
