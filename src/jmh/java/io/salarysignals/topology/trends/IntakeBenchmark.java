package io.salarysignals.topology.trends;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.intake.CachingTitleNormaliser;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.FxTable;
import io.salarysignals.domain.intake.Intake;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.skill.CanonicalSkillNormaliser;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.runtime.bench.BenchRecords;
import io.salarysignals.streams.codec.Block;
import io.salarysignals.streams.serde.AvroCodecs;
import io.salarysignals.streams.serde.MockSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The steps of the intake, each on one record of the standard load after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class IntakeBenchmark {
  private static final int CACHE = 1 << 16;
  private static final long NEW_IDS = 1_000_000;

  private ProducerRecord<byte[], byte[]>[] records;
  private Observation[] observations;
  private Contribution[] contributions;
  private ObservationReader reader;
  private Intake intake;
  private Identities identities;
  private Block.Builder block;
  private long next;

  /** Reads the records once, so that caches are as warm as they get. */
  @Setup
  public void setUp() {
    AvroCodecs codecs = new AvroCodecs(MockSchemaRegistry.scope("jmh"), true);
    records = BenchRecords.encoded(codecs);
    reader = new ObservationReader("salary-observations", codecs);
    intake =
        new Intake(
            new IntakeRules(
                // Every currency is worth a dollar here.
                1,
                1e12,
                java.util.Map.of(),
                -1,
                -1,
                -1,
                30,
                512,
                true,
                java.util.Set.of(),
                false,
                java.util.Set.of()),
            new CachingTitleNormaliser(TaxonomyTitleNormaliser.shipped(), CACHE),
            new IsoRegionResolver(CACHE),
            CanonicalSkillNormaliser.shipped(CACHE),
            name -> name.hashCode() & 0xFFFF,
            (currency, at) -> new FxTable.Rate(1, at));
    observations = new Observation[records.length];
    contributions = new Contribution[records.length];
    for (int i = 0; i < records.length; i++) {
      observations[i] = reader.read(records[i].value());
      contributions[i] = intake.admit(observations[i], 0, Long.MIN_VALUE).contribution();
    }
    block = new Block.Builder();
  }

  /** Identities begin anew, with a thousand known. */
  @Setup(Level.Iteration)
  public void forget() {
    identities =
        new Identities(
            Stores.inMemoryKeyValueStore("pages").get(),
            Stores.inMemoryKeyValueStore("by-id").get(),
            Integer.MAX_VALUE);
    for (int i = 0; i < 1_000; i++) {
      put(records[i].key(), i);
    }
  }

  private int index() {
    return (int) (next++ & records.length - 1);
  }

  @Benchmark
  public Observation decode() {
    return reader.read(records[index()].value());
  }

  @Benchmark
  public Intake.Result normalise() {
    return intake.admit(observations[index()], 0, Long.MIN_VALUE);
  }

  /** An id that is new: looked up and kept. */
  @Benchmark
  public Identity newIdentity() {
    if (next % NEW_IDS == 0) {
      forget();
    }
    byte[] id = ("new-" + next).getBytes(StandardCharsets.UTF_8);
    return put(id, index());
  }

  private Identity put(byte[] id, int i) {
    Identity known = identities.get(id);
    Contribution c = contributions[i];
    identities.put(new Identity(1, EventType.NEW, i, i, false, c, c.day()));
    return known;
  }

  /** An id that is known: looked up. */
  @Benchmark
  public Identity knownIdentity() {
    return identities.get(records[index() % 1_000].key());
  }

  /** One entry of a block of contributions. */
  @Benchmark
  public int contribution() {
    int i = index();
    if (block.bytes() > 64 * 1024) {
      block = new Block.Builder();
    }
    block.add(1, Block.ROLE + Block.FAMILY, contributions[i]);
    return block.bytes();
  }
}
