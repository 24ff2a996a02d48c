package io.salarysignals.streams.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory outside the heap: all state stores of the process share one block cache, of
 * which write buffers, index and filter blocks are a part. Sizes are read when the first store
 * opens.
 */
public final class RocksSettings implements RocksDBConfigSetter {
  /** Key of Kafka Streams' configuration: size of the shared cache, bytes. */
  public static final String CACHE_BYTES = "salary.signals.rocksdb.cache.bytes";

  /** Key of Kafka Streams' configuration: part of the cache that write buffers may take, bytes. */
  public static final String WRITE_BUFFER_BYTES = "salary.signals.rocksdb.write.buffer.bytes";

  /** Key of Kafka Streams' configuration: {@code true} where entries on disk are compressed. */
  public static final String COMPRESSED = "salary.signals.rocksdb.compressed";

  private static final long ONE_BUFFER = 8L << 20;
  private static final double HIGH_PRIORITY = 0.1;

  private static Shared shared;

  /** Native memory that lives as long as the process. */
  private record Shared(Cache cache, WriteBufferManager buffers) {}

  private static synchronized Shared shared(Map<String, Object> configs) {
    if (shared == null) {
      RocksDB.loadLibrary();
      Cache cache = new LRUCache(bytes(configs, CACHE_BYTES, 256L << 20), -1, false, HIGH_PRIORITY);
      shared =
          new Shared(
              cache, new WriteBufferManager(bytes(configs, WRITE_BUFFER_BYTES, 96L << 20), cache));
    }
    return shared;
  }

  private static long bytes(Map<String, Object> configs, String key, long byDefault) {
    Object value = configs.get(key);
    return value == null ? byDefault : Long.parseLong(value.toString());
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Shared memory = shared(configs);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    // The cache that Kafka Streams put there stays empty, and it closes it with the store.
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.buffers());
    options.setWriteBufferSize(ONE_BUFFER);
    options.setMaxWriteBufferNumber(3);
    if (Boolean.parseBoolean(String.valueOf(configs.get(COMPRESSED)))) {
      options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }
  }

  @Override
  public void close(String store, Options options) {
    // The cache and the write buffers are shared: they end with the process.
  }
}
