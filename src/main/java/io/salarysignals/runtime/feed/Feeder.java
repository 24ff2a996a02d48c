package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.streams.control.Control;
import io.salarysignals.streams.serde.EventCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Feeds files into topics, each line once, whatever is killed: {@link #run} of the same plan goes
 * on behind what the last run committed, and does nothing for files that are done.
 */
public final class Feeder {
  private final FeedSettings settings;
  private final Progress progress;
  private final Positions positions;

  /** A feeder that tells {@code progress} how far it is. */
  public Feeder(FeedSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.positions = new Positions(settings);
  }

  /**
   * Feeds what is left of the plan.
   *
   * @return the committed counts over all runs
   * @throws FeedException if it cannot go on; running it again goes on from the last commit
   */
  public FeedResult run(FeedPlan plan) {
    positions.prepare(
        plan.topics().stream().map(t -> settings.prefix() + t.topic()).collect(Collectors.toSet()));
    Meter meter = new Meter(plan);
    Map<String, Position> ends = new HashMap<>();
    try (EventCodecs codecs = EventCodecs.open(settings.registry())) {
      for (int pass = 1; pass <= 2; pass++) {
        for (FeedPlan.Item item : plan.items()) {
          if (pass <= plan.passes(item)) {
            ends.put(item.key(), feed(plan, item, pass, codecs, meter));
            meter.finished(item);
          }
        }
      }
    }
    return result(plan, ends);
  }

  private Position feed(
      FeedPlan plan, FeedPlan.Item item, int pass, EventCodecs codecs, Meter meter) {
    KafkaProducer<byte[], byte[]> producer = Producers.transactional(settings, item.key());
    try (producer) {
      producer.initTransactions();
      int hold = plan.hold(item);
      Position from =
          positions.read(Set.of(item.key())).getOrDefault(item.key(), Position.start(hold));
      if (from.done() && plan.isAgain() && pass == 1) {
        from = Position.start(hold);
      }
      if (from.done() || from.pass() > pass) {
        return from;
      }
      if (from.hold() != hold) {
        throw new FeedException(
            item.spec().file()
                + " was begun "
                + (from.hold() < 0
                    ? "without a held partition"
                    : "with partition " + from.hold() + " held")
                + ": go on with the same",
            null);
      }
      String topic = settings.prefix() + item.spec().topic().topic();
      int partitions = producer.partitionsFor(topic).size();
      boolean csv = item.spec().format() == InputSpec.Format.CSV;
      try (OpenInput input = OpenInput.open(item.spec());
          Rejects rejects =
              new Rejects(settings.sideFolder().resolve(item.sideName()), csv, from.sideBytes())) {
        FileFeed feed = new FileFeed(item, settings, producer, codecs, positions, partitions);
        return feed.run(input, rejects, from, plan.passes(item), meter.of(feed));
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new FeedException(
          item.spec().file() + ": another process feeds the same file and took over; let it finish",
          e);
    } catch (KafkaException e) {
      throw new FeedException(
          item.spec().file()
              + ": the broker or the registry could not be reached or refused ("
              + e.getMessage()
              + "); run the same again to go on",
          e);
    } catch (IOException e) {
      throw new FeedException(
          item.spec().file()
              + ": cannot be read, or its side file cannot be written ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static FeedResult result(FeedPlan plan, Map<String, Position> ends) {
    Map<String, FeedResult.Counts> counts = new TreeMap<>();
    for (FeedPlan.Item item : plan.items()) {
      String topic = item.spec().topic().topic();
      counts.put(
          topic, counts.getOrDefault(topic, FeedResult.Counts.NONE).plus(ends.get(item.key())));
    }
    return new FeedResult(counts);
  }

  /**
   * Says in each partition of an input topic that nothing follows. Saying it twice does no harm.
   *
   * @throws FeedException if the broker cannot be reached
   */
  public void closePartitions(FeedTopic topic) {
    String name = settings.prefix() + topic.topic();
    try (KafkaProducer<byte[], byte[]> producer = Producers.plain(settings)) {
      int partitions = producer.partitionsFor(name).size();
      var sent = new ArrayList<Future<?>>();
      for (int partition = 0; partition < partitions; partition++) {
        ProducerRecord<byte[], byte[]> control = new ProducerRecord<>(name, partition, null, null);
        control.headers().add(Control.HEADER, Control.CLOSED.getBytes(StandardCharsets.UTF_8));
        sent.add(producer.send(control));
      }
      producer.flush();
      for (var future : sent) {
        future.get();
      }
    } catch (KafkaException | ExecutionException e) {
      throw new FeedException(name + " could not be closed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException("interrupted", e);
    }
  }

  /** Adds up the bytes of all files for the progress. */
  private final class Meter {
    private final long total;
    private long before;
    private long records;

    Meter(FeedPlan plan) {
      total = plan.bytesTotal();
    }

    LongConsumer of(FileFeed feed) {
      long[] seen = {0};
      return bytes -> {
        records += feed.seen() - seen[0];
        seen[0] = feed.seen();
        progress.at(records, before + bytes, total);
      };
    }

    void finished(FeedPlan.Item item) {
      before += item.spec().file().toFile().length();
      progress.at(records, before, total);
    }
  }
}
