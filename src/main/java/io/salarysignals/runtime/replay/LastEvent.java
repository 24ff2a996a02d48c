package io.salarysignals.runtime.replay;

import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.CursorCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Finds the greatest event time that was admitted, from the committed state of the intake. */
final class LastEvent {
  private static final byte[] PROGRESS = "progress".getBytes(StandardCharsets.UTF_8);

  private final Settings settings;

  LastEvent(Settings settings) {
    this.settings = settings;
  }

  /** The time in ISO-8601, or null where nothing was admitted. */
  String time() {
    ByteReader reader = new ByteReader();
    long[] greatest = {SourceProgress.NONE};
    for (TopologyFactory topology : Topologies.ALL) {
      if (!topology.hasIntake()) {
        continue;
      }
      new TopicReader(settings.kafka().consumer())
          .read(
              settings.applicationId(topology.name()) + "-intake-meta-changelog",
              record -> {
                // The store may hold other things as well.
                if (record.value() != null && Arrays.equals(record.key(), PROGRESS)) {
                  SourceProgress progress = CursorCodec.readProgress(reader.over(record.value()));
                  greatest[0] = Math.max(greatest[0], progress.maxEventTime());
                }
              });
    }
    return greatest[0] == SourceProgress.NONE ? null : Instant.ofEpochMilli(greatest[0]).toString();
  }
}
