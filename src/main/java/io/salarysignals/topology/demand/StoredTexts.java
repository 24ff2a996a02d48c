package io.salarysignals.topology.demand;

import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Texts by number in a store of a task, beside its other entries: the key is {@code text/} and the
 * text, the value its number. A number is written before any entry that holds it, within the same
 * transaction. About 150 bytes of memory each; the vocabulary of the input bounds them.
 */
final class StoredTexts implements Texts {
  private static final byte[] PREFIX = "text/".getBytes(StandardCharsets.UTF_8);

  private final KeyValueStore<Bytes, byte[]> store;
  private final ByteWriter writer = new ByteWriter();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  StoredTexts(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    ByteReader reader = new ByteReader();
    byte[] end = PREFIX.clone();
    end[end.length - 1]++;
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(Bytes.wrap(PREFIX), Bytes.wrap(end))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        byte[] key = entry.key.get();
        String text =
            new String(key, PREFIX.length, key.length - PREFIX.length, StandardCharsets.UTF_8);
        int id = reader.over(entry.value).readInt();
        while (texts.size() <= id) {
          texts.add(null);
        }
        texts.set(id, text);
        ids.put(text, id);
      }
    }
  }

  @Override
  public int id(String text) {
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    int id = texts.size();
    ids.put(text, id);
    texts.add(text);
    writer.reset();
    writer.writeRaw(PREFIX, PREFIX.length);
    writer.writeText(text);
    byte[] key = writer.toBytes();
    writer.reset();
    writer.writeLong(id);
    store.put(Bytes.wrap(key), writer.toBytes());
    return id;
  }

  @Override
  public String text(int id) {
    String text = id < 0 || id >= texts.size() ? null : texts.get(id);
    if (text == null) {
      throw new IllegalStateException("no text has the number " + id + "; see docs/upgrading.md");
    }
    return text;
  }
}
