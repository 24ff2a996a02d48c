package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.streams.codec.BookCodec;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.CursorCodec;
import io.salarysignals.streams.codec.ProtectedBookCodec;
import io.salarysignals.streams.codec.ReleasesCodec;
import io.salarysignals.streams.codec.RoleDayCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** State as bytes in maps, through the real codecs. */
final class MemoryTrendState implements TrendState {
  private record DayKey(Market market, int day) {}

  private final Map<DayKey, List<byte[]>> days = new HashMap<>();
  private final Map<Market, byte[]> books = new HashMap<>();
  private final Map<DayKey, byte[]> changes = new HashMap<>();
  private final Map<Market, byte[]> protectedBooks = new HashMap<>();
  private final Map<Market, byte[]> releases = new HashMap<>();
  private byte[] cursor;
  private final int horizons;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();
  private final RoleDayCodec rows = new RoleDayCodec();

  MemoryTrendState(int horizons) {
    this.horizons = horizons;
  }

  @Override
  public int loadDay(Market role, int day, RoleDay into) {
    List<byte[]> pieces = days.getOrDefault(new DayKey(role, day), List.of());
    for (byte[] piece : pieces) {
      RoleDayCodec.readInto(piece, reader, into);
    }
    return pieces.size();
  }

  @Override
  public void appendDay(Market role, int day, int piece, List<Change> changes) {
    List<byte[]> pieces = days.computeIfAbsent(new DayKey(role, day), k -> new ArrayList<>());
    assertThat(pieces).hasSize(piece);
    pieces.add(rows.write(changes));
  }

  @Override
  public int saveDay(Market role, int day, RoleDay whole, int pieces) {
    assertThat(days.getOrDefault(new DayKey(role, day), List.of())).hasSize(pieces);
    List<byte[]> written = rows.write(whole);
    if (written.isEmpty()) {
      days.remove(new DayKey(role, day));
    } else {
      days.put(new DayKey(role, day), new ArrayList<>(written));
    }
    return written.size();
  }

  @Override
  public void forEachPiece(Names names, PieceVisitor visitor) {
    days.forEach(
        (key, pieces) ->
            pieces.forEach(
                piece ->
                    RoleDayCodec.readHead(
                        piece,
                        reader,
                        names,
                        (n, places) -> visitor.visit(key.market(), key.day(), n, places))));
  }

  @Override
  public Book loadBook(Market market) {
    byte[] bytes = books.get(market);
    return bytes == null ? null : BookCodec.read(bytes, horizons, reader);
  }

  @Override
  public void saveBook(Market market, Book book) {
    books.put(market, BookCodec.write(book, writer));
  }

  @Override
  public void deleteBook(Market market) {
    books.remove(market);
  }

  @Override
  public Map<Market, NavigableMap<Integer, List<Change>>> loadChanges() {
    Map<Market, NavigableMap<Integer, List<Change>>> all = new HashMap<>();
    changes.forEach(
        (key, bytes) ->
            all.computeIfAbsent(key.market(), m -> new TreeMap<>())
                .put(key.day(), RoleDayCodec.read(bytes, reader, key.day())));
    return all;
  }

  @Override
  public void saveChanges(Market role, int day, List<Change> ofDay) {
    if (ofDay.isEmpty()) {
      changes.remove(new DayKey(role, day));
    } else {
      changes.put(new DayKey(role, day), rows.write(ofDay));
    }
  }

  @Override
  public void saveProtectedBook(Market role, ProtectedBook book) {
    if (book.windows().isEmpty()) {
      protectedBooks.remove(role);
    } else {
      protectedBooks.put(role, ProtectedBookCodec.write(book, writer));
    }
  }

  @Override
  public void forEachProtectedBook(BiConsumer<Market, ProtectedBook> visitor) {
    protectedBooks.forEach(
        (role, bytes) -> visitor.accept(role, ProtectedBookCodec.read(bytes, reader)));
  }

  @Override
  public List<Release> loadReleases(Market role) {
    byte[] bytes = releases.get(role);
    return bytes == null ? List.of() : ReleasesCodec.read(bytes, reader);
  }

  @Override
  public void saveReleases(Market role, List<Release> history) {
    if (history.isEmpty()) {
      releases.remove(role);
    } else {
      releases.put(role, ReleasesCodec.write(history, writer));
    }
  }

  @Override
  public void forEachBook(BiConsumer<Market, Book> visitor) {
    books.forEach(
        (market, bytes) -> visitor.accept(market, BookCodec.read(bytes, horizons, reader)));
  }

  @Override
  public Cursor loadCursor() {
    return cursor == null ? null : CursorCodec.read(cursor, reader);
  }

  @Override
  public void saveCursor(Cursor newCursor) {
    cursor = CursorCodec.write(newCursor, writer);
  }
}
