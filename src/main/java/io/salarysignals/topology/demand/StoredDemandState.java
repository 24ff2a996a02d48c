package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandCursor;
import io.salarysignals.domain.demand.DemandDay;
import io.salarysignals.domain.demand.DemandLine;
import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.DemandState;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.DemandCursorCodec;
import io.salarysignals.streams.codec.DemandDayCodec;
import io.salarysignals.streams.codec.DemandLineCodec;
import io.salarysignals.streams.codec.MemberCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The engine's state in the stores of a task. Keys: {@code role|region}, for days followed by a bar
 * and four bytes of day (late changes with the grid end that was told before it), for cells by a
 * bar and the facet; members of groups of postings: the role, a bar, four bytes of employer and
 * eight of the posting.
 */
final class StoredDemandState implements DemandState {
  private static final Bytes CURSOR = Bytes.wrap("cursor".getBytes(StandardCharsets.UTF_8));

  private final int horizons;
  private final KeyValueStore<Bytes, byte[]> days;
  private final KeyValueStore<Bytes, byte[]> late;
  private final KeyValueStore<Bytes, byte[]> lines;
  private final KeyValueStore<Bytes, byte[]> groups;
  private final KeyValueStore<Bytes, byte[]> stocks;
  private final KeyValueStore<Bytes, byte[]> meta;
  private final StoredTexts texts;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  StoredDemandState(
      int horizons,
      KeyValueStore<Bytes, byte[]> days,
      KeyValueStore<Bytes, byte[]> late,
      KeyValueStore<Bytes, byte[]> lines,
      KeyValueStore<Bytes, byte[]> groups,
      KeyValueStore<Bytes, byte[]> stocks,
      KeyValueStore<Bytes, byte[]> meta) {
    this.horizons = horizons;
    this.days = days;
    this.late = late;
    this.lines = lines;
    this.groups = groups;
    this.stocks = stocks;
    this.meta = meta;
    this.texts = new StoredTexts(meta);
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

  private static DemandMarket market(byte[] dayKey) {
    return market(new String(dayKey, 0, dayKey.length - 5, StandardCharsets.UTF_8));
  }

  private static int day(byte[] dayKey) {
    return ByteBuffer.wrap(dayKey, dayKey.length - 4, 4).getInt() ^ Integer.MIN_VALUE;
  }

  private static DemandMarket market(String key) {
    int bar = key.indexOf('|');
    return new DemandMarket(key.substring(0, bar), key.substring(bar + 1));
  }

  @Override
  public void saveDay(DemandMarket market, int day, DemandDay panes) {
    days.put(
        dayKey(market, day), panes.isEmpty() ? null : DemandDayCodec.write(panes, texts, writer));
  }

  @Override
  public DemandDay loadDay(DemandMarket market, int day) {
    byte[] stored = days.get(dayKey(market, day));
    return stored == null ? null : DemandDayCodec.read(stored, texts, reader);
  }

  @Override
  public void forEachDay(DayVisitor visitor) {
    visitDays(days.all(), visitor);
  }

  @Override
  public void loadMarket(DemandMarket market, DayVisitor dayVisitor, LineVisitor lineVisitor) {
    visitDays(days.range(key(market.key(), 0), key(market.key(), -1)), dayVisitor);
    String prefix = market.key() + '|';
    visitLines(lines.range(key(prefix), key(prefix + '\uffff')), lineVisitor);
  }

  private void visitDays(KeyValueIterator<Bytes, byte[]> some, DayVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = some) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        byte[] key = entry.key.get();
        visitor.visit(market(key), day(key), DemandDayCodec.read(entry.value, texts, reader));
      }
    }
  }

  @Override
  public void saveLate(DemandMarket market, int toldThrough, int day, DemandDay changes) {
    Bytes key = key(market.key() + '|' + toldThrough, day ^ Integer.MIN_VALUE);
    late.put(key, changes.isEmpty() ? null : DemandDayCodec.write(changes, texts, writer));
  }

  @Override
  public void forEachLate(LateVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = late.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        byte[] key = entry.key.get();
        String name = new String(key, 0, key.length - 5, StandardCharsets.UTF_8);
        int bar = name.lastIndexOf('|');
        visitor.visit(
            market(name.substring(0, bar)),
            Integer.parseInt(name.substring(bar + 1)),
            day(key),
            DemandDayCodec.read(entry.value, texts, reader));
      }
    }
  }

  @Override
  public void saveLine(DemandMarket market, String facet, DemandLine line) {
    lines.put(key(market.key() + '|' + facet), DemandLineCodec.write(line, writer));
  }

  @Override
  public void forEachLine(LineVisitor visitor) {
    visitLines(lines.all(), visitor);
  }

  private void visitLines(KeyValueIterator<Bytes, byte[]> some, LineVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = some) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        String key = new String(entry.key.get(), StandardCharsets.UTF_8);
        int bar = key.indexOf('|', key.indexOf('|') + 1);
        visitor.visit(
            market(key.substring(0, bar)),
            key.substring(bar + 1),
            DemandLineCodec.read(entry.value, horizons, reader));
      }
    }
  }

  @Override
  public void forEachGroup(GroupVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = groups.all()) {
      while (entries.hasNext()) {
        GroupId group = group(entries.next().key);
        visitor.visit(group.role(), group.employer());
      }
    }
  }

  @Override
  public GroupId groupAfter(GroupId group) {
    Bytes last = group == null ? null : memberKey(group.role(), group.employer(), -1);
    try (KeyValueIterator<Bytes, byte[]> entries = groups.range(last, null)) {
      Bytes first = entries.hasNext() ? entries.next().key : null;
      if (first != null && first.equals(last)) {
        first = entries.hasNext() ? entries.next().key : null;
      }
      return first == null ? null : group(first);
    }
  }

  private static GroupId group(Bytes memberKey) {
    ByteBuffer key = ByteBuffer.wrap(memberKey.get());
    int name = key.capacity() - 13;
    return new GroupId(
        new String(key.array(), 0, name, StandardCharsets.UTF_8), key.getInt(name + 1));
  }

  @Override
  public void loadGroup(String role, int employer, Map<Long, PostingLife> members) {
    Bytes from = memberKey(role, employer, 0);
    Bytes to = memberKey(role, employer, -1);
    try (KeyValueIterator<Bytes, byte[]> entries = groups.range(from, to)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        // Roles of other lengths may lie between.
        if (entry.key.get().length == from.get().length) {
          long posting = ByteBuffer.wrap(entry.key.get()).getLong(entry.key.get().length - 8);
          members.put(posting, MemberCodec.read(posting, employer, entry.value, texts, reader));
        }
      }
    }
  }

  @Override
  public void saveMember(String role, int employer, PostingLife life) {
    groups.put(
        memberKey(role, employer, life.key()),
        life.counts() ? MemberCodec.write(life, employer, texts, writer) : null);
  }

  private static Bytes memberKey(String role, int employer, long posting) {
    byte[] name = role.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 13)
            .put(name)
            .put((byte) '|')
            .putInt(employer)
            .putLong(posting)
            .array());
  }

  @Override
  public void saveStock(DemandMarket market, int day, int net, int late) {
    writer.reset();
    writer.writeLong(net);
    writer.writeLong(late);
    stocks.put(dayKey(market, day), net == 0 && late == 0 ? null : writer.toBytes());
  }

  @Override
  public void forEachStock(StockVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = stocks.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        ByteReader in = reader.over(entry.value);
        byte[] key = entry.key.get();
        visitor.visit(market(key), day(key), in.readInt(), in.readInt());
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
