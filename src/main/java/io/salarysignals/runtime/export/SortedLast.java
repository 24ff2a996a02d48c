package io.salarysignals.runtime.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The last value put for each key, in the order of the keys' bytes, for more keys than memory
 * holds: full maps go to sorted files that are merged in the end. A null value is a value. For one
 * thread.
 */
final class SortedLast implements AutoCloseable {
  /** Takes one key with its last value, which may be null. */
  interface Sink {
    void accept(byte[] key, byte[] value) throws IOException;
  }

  private static final int OVERHEAD_BYTES = 120;

  private final Path folder;
  private final long maxBytes;
  private final TreeMap<byte[], byte[]> current = new TreeMap<>(Arrays::compareUnsigned);
  private final List<Path> runs = new ArrayList<>();
  private long bytes;

  /** Keeps up to about {@code maxBytes} in memory, and the rest in files of {@code folder}. */
  SortedLast(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  void put(byte[] key, byte[] value) throws IOException {
    boolean known = current.containsKey(key);
    byte[] before = current.put(key, value);
    bytes += length(value) - length(before) + (known ? 0 : key.length + OVERHEAD_BYTES);
    if (bytes > maxBytes) {
      spill();
    }
  }

  private static int length(byte[] value) {
    return value == null ? 0 : value.length;
  }

  private void spill() throws IOException {
    Path run = Files.createTempFile(folder, "sort-", ".run");
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (Map.Entry<byte[], byte[]> entry : current.entrySet()) {
        out.writeInt(entry.getKey().length);
        out.write(entry.getKey());
        out.writeInt(entry.getValue() == null ? -1 : entry.getValue().length);
        if (entry.getValue() != null) {
          out.write(entry.getValue());
        }
      }
    }
    current.clear();
    bytes = 0;
  }

  /** Hands out every key once, ascending; nothing may be put after. */
  void drain(Sink sink) throws IOException {
    if (runs.isEmpty()) {
      for (Map.Entry<byte[], byte[]> entry : current.entrySet()) {
        sink.accept(entry.getKey(), entry.getValue());
      }
      return;
    }
    spill();
    // Of equal keys the youngest run comes first and wins.
    PriorityQueue<Run> heads =
        new PriorityQueue<>(
            Comparator.comparing((Run run) -> run.key, Arrays::compareUnsigned)
                .thenComparing(run -> -run.index));
    try {
      for (int i = 0; i < runs.size(); i++) {
        Run run = new Run(i, runs.get(i));
        if (run.next()) {
          heads.add(run);
        }
      }
      byte[] written = null;
      while (!heads.isEmpty()) {
        Run run = heads.poll();
        if (written == null || !Arrays.equals(written, run.key)) {
          written = run.key;
          sink.accept(run.key, run.value);
        }
        if (run.next()) {
          heads.add(run);
        }
      }
    } finally {
      for (Run run : heads) {
        run.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  /** One sorted file, read from its start. */
  private static final class Run {
    private final int index;
    private final DataInputStream in;
    private byte[] key;
    private byte[] value;

    Run(int index, Path file) throws IOException {
      this.index = index;
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    boolean next() throws IOException {
      try {
        key = in.readNBytes(in.readInt());
      } catch (EOFException end) {
        close();
        return false;
      }
      int length = in.readInt();
      value = length < 0 ? null : in.readNBytes(length);
      return true;
    }

    void close() throws IOException {
      in.close();
    }
  }
}
