package io.salarysignals.topology.trends;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.IdentityCodec;
import io.salarysignals.streams.codec.IdentityPage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of each observation id of one source partition. Identities are stored by the page,
 * in the order in which they came: a commit writes one record, not one for each observation. An
 * index in memory says where an id lies, so that for a new one nothing is read. The index is made
 * of the pages when the task starts. It is bounded: beyond {@code max} ids the oldest pages are
 * turned into records by id, which are looked up one by one.
 */
final class Identities {
  /** A page of this size is full: every position in it is below the greatest that is possible. */
  private static final int FULL_BYTES = 60_000;

  /** After a commit a page of this size takes no more, or each commit would write it again. */
  private static final int DONE_BYTES = 8_192;

  private static final int PAGES_IN_MEMORY = 128;
  private static final int REWRITES = 4;
  private static final int SWEEP_PAGES = 10_000;
  private static final int SWEEP_RECORDS = 2_000;

  /** How long a page may keep expired identities beside others: rewriting costs, too. */
  private static final int SPREAD_DAYS = 32;

  private final KeyValueStore<Bytes, byte[]> store;
  private final KeyValueStore<Bytes, byte[]> byId;
  private final int max;
  private final IdentityIndex index = new IdentityIndex();
  private final TreeMap<Integer, Page> pages = new TreeMap<>();
  private final IdentityPage.Builder open = new IdentityPage.Builder();
  private final ByteReader reader = new ByteReader();
  private final ByteWriter writer = new ByteWriter();
  private final Map<Integer, byte[]> recent =
      new LinkedHashMap<>(2 * PAGES_IN_MEMORY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > PAGES_IN_MEMORY;
        }
      };

  private int openNumber;
  private Page openPage = new Page();
  private boolean changed;
  private boolean anyById;
  private int sweptPage = -1;
  private Bytes sweptId;

  // Of the id asked for last.
  private byte[] asked;
  private long askedHash;
  private int askedSlot;
  private boolean askedById;

  /** What is known of a page without reading it. */
  private static final class Page {
    private int entries;
    private int live;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;

    /** Whether it holds what was retracted since. */
    private boolean erase;

    void add(Identity identity) {
      entries++;
      live++;
      firstDay = Math.min(firstDay, identity.keepUntilDay());
      lastDay = Math.max(lastDay, identity.keepUntilDay());
    }
  }

  /**
   * Reads all pages to make the index.
   *
   * @param store pages by number
   * @param byId identities by id, where the index has no room
   * @param max ids in the index
   */
  Identities(KeyValueStore<Bytes, byte[]> store, KeyValueStore<Bytes, byte[]> byId, int max) {
    this.store = store;
    this.byId = byId;
    this.max = max;
    ByteReader in = new ByteReader();
    openNumber = -1;
    int last = -1;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        int number = ByteBuffer.wrap(entry.key.get()).getInt();
        recent.put(number, entry.value);
        pages.put(number, new Page());
        IdentityPage.read(entry.value, in, (at, id, identity) -> index(number, at, id, identity));
        last = number;
      }
    }
    openNumber = last + 1;
    try (KeyValueIterator<Bytes, byte[]> some = byId.all()) {
      anyById = some.hasNext();
    }
  }

  private void index(int number, int position, byte[] id, Identity identity) {
    find(id);
    pages.get(number).add(identity);
    place(number, position, identity);
  }

  /** What is known of an id, or null. */
  Identity get(byte[] id) {
    Identity identity = find(id);
    askedById = false;
    if (identity == null && anyById) {
      byte[] stored = byId.get(Bytes.wrap(id));
      if (stored != null) {
        askedById = true;
        return IdentityCodec.read(stored, reader);
      }
    }
    return identity;
  }

  private Identity find(byte[] id) {
    asked = id;
    askedHash = IdentityIndex.hash(id);
    askedSlot = index.first(askedHash);
    while (askedSlot >= 0) {
      Identity identity = read(index.page(askedSlot), index.position(askedSlot), id);
      if (identity != null) {
        return identity;
      }
      askedSlot = index.next(askedSlot, askedHash);
    }
    return null;
  }

  private Identity read(int page, int position, byte[] id) {
    return page == openNumber
        ? open.read(position, id, reader)
        : IdentityPage.read(bytes(page), position, id, reader);
  }

  private byte[] bytes(int page) {
    byte[] bytes = recent.get(page);
    if (bytes == null) {
      bytes = store.get(key(page));
      recent.put(page, bytes);
    }
    return bytes;
  }

  private static Bytes key(int page) {
    return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(page).array());
  }

  /** Keeps what is now known of the id that was asked for last. */
  void put(Identity identity) {
    if (openPage.entries == 0) {
      pages.put(openNumber, openPage);
    }
    int position = open.add(asked, identity);
    openPage.add(identity);
    place(openNumber, position, identity);
    changed = true;
    if (askedById) {
      byId.delete(Bytes.wrap(asked));
      askedById = false;
    }
    if (open.size() >= FULL_BYTES) {
      write();
      begin();
    }
  }

  /** Lets the index point to a new entry of the id asked for last. */
  private void place(int number, int position, Identity identity) {
    if (askedSlot < 0) {
      index.add(askedHash, number, position);
      return;
    }
    Page old = pages.get(index.page(askedSlot));
    old.live--;
    old.erase |= identity.contribution() == null;
    index.move(askedSlot, number, position);
  }

  /** Stores what is not stored yet; before each commit. */
  void save() {
    if (changed) {
      write();
      if (open.size() >= DONE_BYTES) {
        begin();
      }
    }
  }

  private void write() {
    store.put(key(openNumber), open.toBytes());
    changed = false;
  }

  private void begin() {
    recent.put(openNumber, open.toBytes());
    open.reset();
    openPage = new Page();
    openNumber = Math.incrementExact(openNumber);
    while (index.size() > max) {
      turnIntoRecords(pages.firstKey());
    }
  }

  private void turnIntoRecords(int number) {
    IdentityPage.read(
        bytes(number),
        reader,
        (position, id, identity) -> {
          int slot = index.at(IdentityIndex.hash(id), number, position);
          if (slot >= 0) {
            byId.put(Bytes.wrap(id), IdentityCodec.write(identity, writer));
            index.remove(slot);
            anyById = true;
          }
        });
    forget(number);
  }

  private void forget(int number) {
    store.delete(key(number));
    pages.remove(number);
    recent.remove(number);
  }

  /**
   * Some of the upkeep; to be called now and then, outside of get and put. Identities that are to
   * be kept until a day before {@code oldest} are forgotten in time, and what was retracted is
   * erased.
   */
  void sweep(int oldest) {
    int rewrites = REWRITES;
    for (int visited = 0; visited < SWEEP_PAGES && rewrites > 0; visited++) {
      Map.Entry<Integer, Page> next = pages.higherEntry(sweptPage);
      if (next == null || next.getKey() == openNumber) {
        sweptPage = -1;
        break;
      }
      Page page = next.getValue();
      if (page.erase || page.live * 2 < page.entries) {
        rewrite(next.getKey(), Integer.MIN_VALUE);
        rewrites--;
      } else if (page.lastDay < oldest || page.firstDay + SPREAD_DAYS < oldest) {
        rewrites--;
        Integer before = firstWithSuperseded(next.getKey());
        if (before != null) {
          rewrite(before, Integer.MIN_VALUE);
          continue;
        }
        rewrite(next.getKey(), oldest);
      }
      sweptPage = next.getKey();
    }
    if (anyById) {
      sweepRecords(oldest);
    }
  }

  /**
   * A page before {@code number} in which an entry is superseded, or null. Where the entry that
   * superseded it expires first, it would count again after a restart.
   */
  private Integer firstWithSuperseded(int number) {
    for (Map.Entry<Integer, Page> entry : pages.headMap(number).entrySet()) {
      if (entry.getValue().live < entry.getValue().entries) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Writes a page again without what is superseded or expired. */
  private void rewrite(int number, int oldest) {
    IdentityPage.Builder kept = new IdentityPage.Builder();
    Page page = new Page();
    IdentityPage.read(
        bytes(number),
        reader,
        (position, id, identity) -> {
          int slot = index.at(IdentityIndex.hash(id), number, position);
          if (slot >= 0 && identity.keepUntilDay() < oldest) {
            index.remove(slot);
          } else if (slot >= 0) {
            index.move(slot, number, kept.add(id, identity));
            page.add(identity);
          }
        });
    if (page.entries == 0) {
      forget(number);
      return;
    }
    byte[] bytes = kept.toBytes();
    store.put(key(number), bytes);
    pages.put(number, page);
    recent.put(number, bytes);
  }

  private void sweepRecords(int oldest) {
    int left = SWEEP_RECORDS;
    try (KeyValueIterator<Bytes, byte[]> some = byId.range(sweptId, null)) {
      anyById = sweptId != null || some.hasNext();
      while (some.hasNext() && left-- > 0) {
        KeyValue<Bytes, byte[]> entry = some.next();
        sweptId = entry.key;
        if (IdentityCodec.read(entry.value, reader).keepUntilDay() < oldest) {
          byId.delete(entry.key);
        }
      }
      if (!some.hasNext()) {
        sweptId = null;
      }
    }
  }
}
