package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandBook;
import io.salarysignals.domain.demand.DemandCursor;
import io.salarysignals.domain.demand.DemandDay;
import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.DemandState;
import io.salarysignals.domain.demand.VacancyGroup;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.DemandBookCodec;
import io.salarysignals.streams.codec.DemandCursorCodec;
import io.salarysignals.streams.codec.DemandDayCodec;
import io.salarysignals.streams.codec.VacancyGroupCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The engine's state in the stores of a task. Keys: {@code role|region}, for days followed by a bar
 * and four bytes of day; groups of postings: the role, a bar and four bytes of employer; markets
 * with untold changes: {@code pending|role|region} in the store of the cursor.
 */
final class StoredDemandState implements DemandState {
  private static final Bytes CURSOR = Bytes.wrap("cursor".getBytes(StandardCharsets.UTF_8));
  private static final String PENDING = "pending|";

  private final int horizons;
  private final KeyValueStore<Bytes, byte[]> days;
  private final KeyValueStore<Bytes, byte[]> books;
  private final KeyValueStore<Bytes, byte[]> groups;
  private final KeyValueStore<Bytes, byte[]> meta;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  StoredDemandState(
      int horizons,
      KeyValueStore<Bytes, byte[]> days,
      KeyValueStore<Bytes, byte[]> books,
      KeyValueStore<Bytes, byte[]> groups,
      KeyValueStore<Bytes, byte[]> meta) {
    this.horizons = horizons;
    this.days = days;
    this.books = books;
    this.groups = groups;
    this.meta = meta;
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes key(String text, int number) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 5).put(name).put((byte) '|').putInt(number).array());
  }

  /** The day is stored with its sign bit flipped, so that keys sort by day. */
  private static Bytes dayKey(DemandMarket market, int day) {
    return key(market.key(), day ^ Integer.MIN_VALUE);
  }

  private static DemandMarket market(String key) {
    int bar = key.indexOf('|');
    return new DemandMarket(key.substring(0, bar), key.substring(bar + 1));
  }

  @Override
  public DemandDay loadDay(DemandMarket market, int day) {
    byte[] stored = days.get(dayKey(market, day));
    return stored == null ? null : DemandDayCodec.read(stored, reader);
  }

  @Override
  public void saveDay(DemandMarket market, int day, DemandDay panes) {
    days.put(dayKey(market, day), panes.isEmpty() ? null : DemandDayCodec.write(panes, writer));
  }

  @Override
  public void forEachDay(DayVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = days.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        byte[] key = entry.key.get();
        int length = key.length - 5;
        visitor.visit(
            market(new String(key, 0, length, StandardCharsets.UTF_8)),
            ByteBuffer.wrap(key, length + 1, 4).getInt() ^ Integer.MIN_VALUE,
            DemandDayCodec.read(entry.value, reader));
      }
    }
  }

  @Override
  public DemandBook loadBook(DemandMarket market) {
    byte[] stored = books.get(key(market.key()));
    return stored == null ? null : DemandBookCodec.read(stored, horizons, reader);
  }

  @Override
  public void saveBook(DemandMarket market, DemandBook book) {
    books.put(
        key(market.key()), book.lines().isEmpty() ? null : DemandBookCodec.write(book, writer));
  }

  @Override
  public VacancyGroup loadGroup(String role, int employer) {
    byte[] stored = groups.get(key(role, employer));
    return stored == null ? null : VacancyGroupCodec.read(stored, reader);
  }

  @Override
  public void saveGroup(String role, int employer, VacancyGroup group) {
    groups.put(
        key(role, employer),
        group.members().isEmpty() ? null : VacancyGroupCodec.write(group, writer));
  }

  @Override
  public void savePending(DemandMarket market, int day) {
    writer.reset();
    writer.writeLong(day);
    meta.put(key(PENDING + market.key()), writer.toBytes());
  }

  @Override
  public void deletePending(DemandMarket market) {
    meta.delete(key(PENDING + market.key()));
  }

  @Override
  public void forEachPending(BiConsumer<DemandMarket, Integer> visitor) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = meta.all()) {
      entries.forEachRemaining(found::add);
    }
    for (KeyValue<Bytes, byte[]> entry : found) {
      String key = new String(entry.key.get(), StandardCharsets.UTF_8);
      if (key.startsWith(PENDING)) {
        visitor.accept(market(key.substring(PENDING.length())), reader.over(entry.value).readInt());
      }
    }
  }

  @Override
  public DemandCursor loadCursor() {
    byte[] stored = meta.get(CURSOR);
    return stored == null ? null : DemandCursorCodec.read(stored, reader);
  }

  @Override
  public void saveCursor(DemandCursor cursor) {
    meta.put(CURSOR, DemandCursorCodec.write(cursor, writer));
  }
}
