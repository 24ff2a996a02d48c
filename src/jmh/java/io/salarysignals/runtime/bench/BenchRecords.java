package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the standard load for micro-benchmarks. */
public final class BenchRecords {
  /** How many there are: a power of two. */
  public static final int COUNT = 1 << 16;

  private BenchRecords() {}

  /** The first {@link #COUNT} records, encoded. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static ProducerRecord<byte[], byte[]>[] encoded(EventCodecs codecs) {
    Settings settings =
        Settings.of(Map.of(Keys.BOOTSTRAP_SERVERS, "unused:1", Keys.REGISTRY_URL, "http://unused"));
    BenchLoad load = CatchUp.load(BenchParameters.standard(), 1);
    LoadRecords records = new LoadRecords(load, settings, codecs);
    ProducerRecord<byte[], byte[]>[] all = new ProducerRecord[COUNT];
    for (int i = 0; i < COUNT; i++) {
      all[i] = records.at(i);
    }
    return all;
  }
}
