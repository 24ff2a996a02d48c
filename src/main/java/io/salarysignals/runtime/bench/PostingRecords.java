package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchRecord;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostedPay;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The load with postings in place of observations: each opens, a third of them for 20 days, two in
 * five with pay; corrections correct them. Used by one thread.
 */
final class PostingRecords {
  private static final long DAY = 86_400_000L;
  private static final long OPEN_MILLIS = 20 * DAY;

  /** What opened, and what every correction of the load restates. */
  private static final Integer FIRST_VERSION = 1;

  private final BenchLoad load;
  private final String topic;
  private final RecordEncoder<JobPostingEvent> encoder;
  private final BenchRecord record;

  PostingRecords(BenchLoad load, Settings settings, EventCodecs codecs) {
    this.load = load;
    this.topic = settings.topic(Topics.JOB_POSTINGS.name());
    this.encoder = codecs.encoder(JobPostingEvent.class);
    this.record = new BenchRecord(load.skillsPerRecord());
  }

  /** When the posting of an observation expires, epoch ms, or {@link Long#MAX_VALUE}. */
  static long end(BenchRecord record) {
    return record.observation % 3 == 0 ? record.observedAt + OPEN_MILLIS : Long.MAX_VALUE;
  }

  /** The record at a position of the load. */
  ProducerRecord<byte[], byte[]> at(long position) {
    load.fill(position, record);
    List<String> skills = new ArrayList<>(record.skills.length);
    for (int skill : record.skills) {
      skills.add(load.skills()[skill]);
    }
    long end = end(record);
    String currency = load.places()[record.place].currency();
    JobPostingEvent event =
        JobPostingEvent.newBuilder()
            .setPostingId(load.idOf(record.observation))
            .setVersion(record.version)
            .setEventType(record.corrected ? PostingEventType.CORRECTED : PostingEventType.OPENED)
            .setCorrectsVersion(record.corrected ? FIRST_VERSION : null)
            .setEventAt(Instant.ofEpochMilli(record.observedAt))
            .setValidThrough(end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end))
            .setSourceId("simulated-bench")
            .setEmployer(load.employers()[record.employer])
            .setTitle(load.titles()[record.title])
            .setLevel(record.level < 0 ? null : Level.values()[record.level])
            .setRegion(load.places()[record.place].region())
            .setSkills(skills)
            .setSalary(
                record.observation % 5 < 2
                    ? new PostedPay(currency, PayPeriod.YEAR, record.amount, record.amount)
                    : null)
            .build();
    byte[] key = event.getPostingId().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, encoder.encode(topic, event));
  }
}
