package io.salarysignals.runtime.export;

import io.salarysignals.event.AlertState;
import io.salarysignals.event.Basis;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.Direction;
import io.salarysignals.event.Driver;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Quality;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings and records for tests on the real stack. */
public final class StackRecords {
  private StackRecords() {}

  /** Settings that lead to the shared stack, with all topics made under a prefix of their own. */
  public static Settings settings() {
    EmbeddedStack stack = TestStack.shared();
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl(),
                "topic.prefix", TestStack.freshPrefix(),
                "topics.partitions", "2"));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    return settings;
  }

  /** A producer, with transactions where an id is given. */
  public static KafkaProducer<byte[], byte[]> producer(Settings settings, String transactionalId) {
    Map<String, Object> config = settings.kafka().producer();
    if (transactionalId != null) {
      config.put("transactional.id", settings.topic(transactionalId));
    }
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A trend of the role with the given status, revision and median. */
  public static MarketTrend trend(String role, Status status, long revision, double median) {
    return MarketTrend.newBuilder()
        .setRole(role)
        .setRegion("US")
        .setBasis(Basis.PAID)
        .setFacet("all")
        .setCurrency("USD")
        .setWindowStart(Instant.parse("2026-03-01T00:00:00Z"))
        .setWindowEnd(Instant.parse("2026-03-08T00:00:00Z"))
        .setHorizonDays(7)
        .setAsOf(LocalDate.parse("2026-03-07"))
        .setEmittedAt(Instant.ofEpochMilli(1_000_000 + revision))
        .setWatermark(Instant.ofEpochMilli(5))
        .setStatus(status)
        .setRevision(revision)
        .setN(40L)
        .setEmployers(12L)
        .setQuality(Quality.HIGH)
        .setSuppressed(false)
        .setMethodVersion("1")
        .setP50(new Estimate(median, median - 1000, median + 1000))
        .build();
  }

  /** Final demand of the role with this many postings open. */
  public static DemandSignal demand(String role, long open) {
    return DemandSignal.newBuilder()
        .setRole(role)
        .setRegion("US")
        .setBasis(Basis.POSTED)
        .setFacet("all")
        .setCurrency("USD")
        .setWindowStart(Instant.parse("2026-02-08T00:00:00Z"))
        .setWindowEnd(Instant.parse("2026-03-08T00:00:00Z"))
        .setHorizonDays(28)
        .setAsOf(LocalDate.parse("2026-03-07"))
        .setEmittedAt(Instant.ofEpochMilli(1_000_000))
        .setStatus(Status.FINAL)
        .setRevision(4)
        .setN(1_492L)
        .setQuality(Quality.HIGH)
        .setSuppressed(false)
        .setMethodVersion("1")
        .setOpen(open)
        .setOpenBefore(open - 22)
        .setOpened(310L)
        .setCorrections(0L)
        .setClosed(200L)
        .setExpired(88L)
        .setVacancies(1_100L)
        .setOpenIndex(104.21)
        .setTimeToCloseMedianDays(new Estimate(17.0, 15.0, 19.0))
        .setDriver(Driver.VOLUME)
        .build();
  }

  /** A confirmed alert of the role with this effect, in log points. */
  public static RepricingAlert alert(String role, double effect) {
    return RepricingAlert.newBuilder()
        .setAlertId("0123456789abcdef")
        .setRole(role)
        .setRegion("US")
        .setBasis(Basis.PAID)
        .setFacet("all")
        .setCurrency("USD")
        .setWindowStart(Instant.parse("2026-01-01T00:00:00Z"))
        .setWindowEnd(Instant.parse("2026-03-08T00:00:00Z"))
        .setHorizonDays(1)
        .setAsOf(LocalDate.parse("2026-03-07"))
        .setEmittedAt(Instant.ofEpochMilli(1_000_000))
        .setStatus(Status.FINAL)
        .setRevision(2)
        .setQuality(Quality.HIGH)
        .setSuppressed(false)
        .setMethodVersion("1")
        .setState(AlertState.CONFIRMED_STRUCTURAL)
        .setVerdict(AlertState.CONFIRMED_STRUCTURAL)
        .setDirection(Direction.UP)
        .setOnset(Instant.parse("2026-03-01T00:00:00Z"))
        .setDetectedAt(Instant.parse("2026-03-03T00:00:00Z"))
        .setEffect(new Estimate(effect, effect - 0.02, effect + 0.02))
        .setPValue(0.0001)
        .build();
  }

  /** A rejection whose origin is a partition of the observations. */
  public static RejectedEvent rejection(int partition, long offset) {
    return RejectedEvent.newBuilder()
        .setReason("TOO_LATE")
        .setField("observedAt")
        .setDetail("older than the retention")
        .setTopic("salary-observations")
        .setPartition(partition)
        .setOffset(offset)
        .setPayload(ByteBuffer.wrap(new byte[] {1, 2}))
        .build();
  }
}
