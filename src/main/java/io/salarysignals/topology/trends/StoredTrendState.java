package io.salarysignals.topology.trends;

import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.trend.Book;
import io.salarysignals.domain.trend.Cursor;
import io.salarysignals.domain.trend.ProtectedBook;
import io.salarysignals.domain.trend.TrendState;
import io.salarysignals.streams.codec.BookCodec;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.CursorCodec;
import io.salarysignals.streams.codec.ProtectedBookCodec;
import io.salarysignals.streams.codec.ReleasesCodec;
import io.salarysignals.streams.codec.RoleDayCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The engine's state in the stores of a task. Keys: market key, for days four bytes of day, and for
 * pieces of days four bytes of their number.
 */
final class StoredTrendState implements TrendState {
  private static final String WINDOWS = "|windows";
  private static final String HISTORY = "|history";

  private final Basis basis;
  private final Bytes cursorKey;
  private final int horizons;
  private final KeyValueStore<Bytes, byte[]> roleDays;
  private final KeyValueStore<Bytes, byte[]> books;
  private final KeyValueStore<Bytes, byte[]> lateChanges;
  private final KeyValueStore<Bytes, byte[]> releases;
  private final KeyValueStore<Bytes, byte[]> meta;
  private final ByteWriter writer = new ByteWriter();
  private final RoleDayCodec rows = new RoleDayCodec();
  private final ByteReader reader = new ByteReader();

  /**
   * @param basis whose state it is: each basis has a cursor and markets of its own
   */
  StoredTrendState(
      Basis basis,
      int horizons,
      KeyValueStore<Bytes, byte[]> roleDays,
      KeyValueStore<Bytes, byte[]> books,
      KeyValueStore<Bytes, byte[]> lateChanges,
      KeyValueStore<Bytes, byte[]> releases,
      KeyValueStore<Bytes, byte[]> meta) {
    this.basis = basis;
    String cursor = basis == Basis.PAID ? "cursor" : "cursor-posted";
    this.cursorKey = Bytes.wrap(cursor.getBytes(StandardCharsets.UTF_8));
    this.horizons = horizons;
    this.roleDays = roleDays;
    this.books = books;
    this.lateChanges = lateChanges;
    this.releases = releases;
    this.meta = meta;
  }

  private static Bytes key(Market market) {
    return Bytes.wrap(market.key().getBytes(StandardCharsets.UTF_8));
  }

  /** The day is stored with its sign bit flipped, so that keys sort by day. */
  private static Bytes key(Market market, int day) {
    byte[] name = market.key().getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(name, name.length + 5);
    int sortable = day ^ Integer.MIN_VALUE;
    for (int i = 0; i < 4; i++) {
      key[name.length + 1 + i] = (byte) (sortable >>> (24 - 8 * i));
    }
    return Bytes.wrap(key);
  }

  private static Bytes key(Market market, String part) {
    return Bytes.wrap((market.key() + part).getBytes(StandardCharsets.UTF_8));
  }

  private static Market market(byte[] key, int length) {
    String[] parts = new String(key, 0, length, StandardCharsets.UTF_8).split("\\|");
    return new Market(parts[0], parts[1], Basis.valueOf(parts[2]));
  }

  private static Bytes key(Market role, int day, int piece) {
    byte[] dayKey = key(role, day).get();
    byte[] key = Arrays.copyOf(dayKey, dayKey.length + 4);
    for (int i = 0; i < 4; i++) {
      key[dayKey.length + i] = (byte) (piece >>> (24 - 8 * i));
    }
    return Bytes.wrap(key);
  }

  private static int intAt(byte[] key, int at) {
    return (key[at] & 0xFF) << 24
        | (key[at + 1] & 0xFF) << 16
        | (key[at + 2] & 0xFF) << 8
        | (key[at + 3] & 0xFF);
  }

  @Override
  public int loadDay(Market role, int day, RoleDay rows) {
    int piece = 0;
    for (byte[] stored = roleDays.get(key(role, day, 0));
        stored != null;
        stored = roleDays.get(key(role, day, piece))) {
      RoleDayCodec.readInto(stored, reader, rows);
      piece++;
    }
    return piece;
  }

  @Override
  public void appendDay(Market role, int day, int piece, List<Change> changes) {
    roleDays.put(key(role, day, piece), rows.write(changes));
  }

  @Override
  public int saveDay(Market role, int day, RoleDay whole, int pieces) {
    List<byte[]> written = rows.write(whole);
    for (int i = 0; i < Math.max(pieces, written.size()); i++) {
      roleDays.put(key(role, day, i), i < written.size() ? written.get(i) : null);
    }
    return written.size();
  }

  @Override
  public void forEachPiece(Names names, PieceVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = roleDays.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        byte[] key = entry.key.get();
        Market role = market(key, key.length - 9);
        int day = intAt(key, key.length - 8) ^ Integer.MIN_VALUE;
        if (role.basis() == basis) {
          RoleDayCodec.readHead(
              entry.value, reader, names, (n, places) -> visitor.visit(role, day, n, places));
        }
      }
    }
  }

  @Override
  public Book loadBook(Market market) {
    byte[] stored = books.get(key(market));
    return stored == null ? null : BookCodec.read(stored, horizons, reader);
  }

  @Override
  public void saveBook(Market market, Book book) {
    books.put(key(market), BookCodec.write(book, writer));
  }

  @Override
  public void deleteBook(Market market) {
    books.put(key(market), null);
  }

  @Override
  public Map<Market, NavigableMap<Integer, List<Change>>> loadChanges() {
    Map<Market, NavigableMap<Integer, List<Change>>> all = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> entries = lateChanges.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        byte[] key = entry.key.get();
        int day = intAt(key, key.length - 4) ^ Integer.MIN_VALUE;
        Market role = market(key, key.length - 5);
        if (role.basis() == basis) {
          all.computeIfAbsent(role, r -> new TreeMap<>())
              .put(day, RoleDayCodec.read(entry.value, reader, day));
        }
      }
    }
    return all;
  }

  @Override
  public void saveChanges(Market role, int day, List<Change> changes) {
    lateChanges.put(key(role, day), changes.isEmpty() ? null : rows.write(changes));
  }

  @Override
  public void saveProtectedBook(Market role, ProtectedBook book) {
    releases.put(
        key(role, WINDOWS),
        book.windows().isEmpty() ? null : ProtectedBookCodec.write(book, writer));
  }

  @Override
  public void forEachProtectedBook(BiConsumer<Market, ProtectedBook> visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = releases.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        byte[] key = entry.key.get();
        int length = key.length - WINDOWS.length();
        if (new String(key, length, WINDOWS.length(), StandardCharsets.UTF_8).equals(WINDOWS)) {
          Market role = market(key, length);
          if (role.basis() == basis) {
            visitor.accept(role, ProtectedBookCodec.read(entry.value, reader));
          }
        }
      }
    }
  }

  @Override
  public List<Release> loadReleases(Market role) {
    byte[] stored = releases.get(key(role, HISTORY));
    return stored == null ? List.of() : ReleasesCodec.read(stored, reader);
  }

  @Override
  public void saveReleases(Market role, List<Release> history) {
    releases.put(
        key(role, HISTORY), history.isEmpty() ? null : ReleasesCodec.write(history, writer));
  }

  @Override
  public void forEachBook(BiConsumer<Market, Book> visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = books.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        byte[] key = entry.key.get();
        Market market = market(key, key.length);
        if (market.basis() == basis) {
          visitor.accept(market, BookCodec.read(entry.value, horizons, reader));
        }
      }
    }
  }

  @Override
  public Cursor loadCursor() {
    byte[] stored = meta.get(cursorKey);
    return stored == null ? null : CursorCodec.read(stored, reader);
  }

  @Override
  public void saveCursor(Cursor cursor) {
    meta.put(cursorKey, CursorCodec.write(cursor, writer));
  }
}
