package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchRecord;
import io.salarysignals.event.EventType;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records of a load for the observations topic. Used by one thread. */
final class LoadRecords {
  private static final String SOURCE = "simulated-bench";

  private final BenchLoad load;
  private final String topic;
  private final RecordEncoder<SalaryObservation> encoder;
  private final BenchRecord record;
  private final SalaryObservation observation = blank();

  LoadRecords(BenchLoad load, Settings settings, EventCodecs codecs) {
    this.load = load;
    this.topic = settings.topic(Topics.SALARY_OBSERVATIONS.name());
    this.encoder = codecs.encoder(SalaryObservation.class);
    this.record = new BenchRecord(load.skillsPerRecord());
  }

  /** The record at a position of the load, with its own time. */
  ProducerRecord<byte[], byte[]> at(long position) {
    load.fill(position, record);
    return of(record.observedAt);
  }

  /** The record at a position of the load, observed at another time, epoch ms. */
  ProducerRecord<byte[], byte[]> at(long position, long observedAt) {
    load.fill(position, record);
    return of(observedAt);
  }

  private ProducerRecord<byte[], byte[]> of(long observedAt) {
    observation.setObservationId(load.idOf(record.observation));
    observation.setVersion(record.version);
    observation.setEventType(record.corrected ? EventType.CORRECTED : EventType.NEW);
    observation.setObservedAt(Instant.ofEpochMilli(observedAt));
    observation.setEmployer(load.employers()[record.employer]);
    observation.setTitle(load.titles()[record.title]);
    observation.setLevel(record.level < 0 ? null : Level.values()[record.level]);
    observation.setRegion(load.places()[record.place].region());
    observation.setCurrency(load.places()[record.place].currency());
    observation.setAmount(record.amount);
    List<String> skills = observation.getSkills();
    skills.clear();
    for (int skill : record.skills) {
      skills.add(load.skills()[skill]);
    }
    return encoded(observation);
  }

  /** An observation of its own: new, paid in dollars, in the United States, without skills. */
  ProducerRecord<byte[], byte[]> of(
      String id, String title, String employer, double amount, long observedAt) {
    SalaryObservation own = blank();
    own.setObservationId(id);
    own.setVersion(1);
    own.setEventType(EventType.NEW);
    own.setObservedAt(Instant.ofEpochMilli(observedAt));
    own.setEmployer(employer);
    own.setTitle(title);
    own.setRegion("US");
    own.setCurrency("USD");
    own.setAmount(amount);
    return encoded(own);
  }

  private ProducerRecord<byte[], byte[]> encoded(SalaryObservation event) {
    byte[] key = event.getObservationId().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, encoder.encode(topic, event));
  }

  private static SalaryObservation blank() {
    SalaryObservation observation = new SalaryObservation();
    observation.setSourceId(SOURCE);
    observation.setSourceType(SourceType.SELF_REPORTED);
    observation.setPayPeriod(PayPeriod.YEAR);
    observation.setSkills(new ArrayList<>());
    observation.setCertifications(List.of());
    return observation;
  }
}
