package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.streams.codec.BookCodec;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.CursorCodec;
import io.salarysignals.streams.codec.MarketDayCodec;
import io.salarysignals.streams.codec.ProtectedBookCodec;
import io.salarysignals.streams.codec.ReleasesCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** State as bytes in maps, through the real codecs. */
final class MemoryTrendState implements TrendState {
  private record DayKey(Market market, int day) {}

  private final Map<DayKey, byte[]> days = new HashMap<>();
  private final Map<Market, byte[]> books = new HashMap<>();
  private final Map<DayKey, byte[]> preImages = new HashMap<>();
  private final Map<Market, byte[]> protectedBooks = new HashMap<>();
  private final Map<Market, byte[]> releases = new HashMap<>();
  private byte[] cursor;
  private final int horizons;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  MemoryTrendState(int horizons) {
    this.horizons = horizons;
  }

  Map<String, byte[]> dayBytes() {
    Map<String, byte[]> all = new TreeMap<>();
    days.forEach((key, bytes) -> all.put(key.market().key() + '|' + key.day(), bytes));
    return all;
  }

  @Override
  public MarketDay loadDay(Market market, int day) {
    byte[] bytes = days.get(new DayKey(market, day));
    return bytes == null ? null : MarketDayCodec.read(bytes, reader);
  }

  @Override
  public void saveDay(Market market, int day, MarketDay panes) {
    if (panes.isEmpty()) {
      days.remove(new DayKey(market, day));
    } else {
      days.put(new DayKey(market, day), MarketDayCodec.write(panes, writer));
    }
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
  public Map<Market, NavigableMap<Integer, MarketDay>> loadPreImages() {
    Map<Market, NavigableMap<Integer, MarketDay>> all = new HashMap<>();
    preImages.forEach(
        (key, bytes) ->
            all.computeIfAbsent(key.market(), m -> new TreeMap<>())
                .put(key.day(), MarketDayCodec.read(bytes, reader)));
    return all;
  }

  @Override
  public void savePreImage(Market market, int day, MarketDay before) {
    preImages.put(new DayKey(market, day), MarketDayCodec.write(before, writer));
  }

  @Override
  public void deletePreImage(Market market, int day) {
    preImages.remove(new DayKey(market, day));
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
  public void forEachDay(DayVisitor visitor) {
    days.forEach(
        (key, bytes) ->
            visitor.visit(key.market(), key.day(), MarketDayCodec.readN(bytes, reader)));
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
