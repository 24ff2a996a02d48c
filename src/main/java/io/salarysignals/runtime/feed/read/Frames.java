package io.salarysignals.runtime.feed.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window over the bytes of a file that readers move along. Bytes from {@code start} stay in the
 * buffer until the reader moves on, so a record can be taken as one piece. Not for several threads.
 */
final class Frames {
  private static final int FIRST_BUFFER = 1 << 18;

  private final InputStream in;
  byte[] buffer = new byte[FIRST_BUFFER];
  int start;
  int limit;
  boolean ended;

  /** Bytes of the file before {@code buffer[0]}. */
  private long before;

  Frames(InputStream in) {
    this.in = in;
  }

  /** Reads more behind {@code limit}; false at the end of the file. */
  boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      before += start;
      limit -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      ended = true;
      return false;
    }
    limit += read;
    return true;
  }

  /** Bytes of the file before {@code start}. */
  long offset() {
    return before + start;
  }

  /** Moves {@code start} on to an offset in the file at or behind it. */
  void skipTo(long offset) throws IOException {
    while (offset() + (limit - start) < offset) {
      start = limit;
      if (!more()) {
        throw new IOException("the file is shorter than when it was read before");
      }
    }
    start += (int) (offset - offset());
  }

  /** Index of the next line feed from {@code from}, or -1 where the buffer holds none. */
  int lineFeed(int from) {
    for (int i = from; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Length from {@code start} to the next line feed or the end of the file, without it. Reads on as
   * needed; stops with a number above {@code bound} once the line is longer.
   */
  int lineLength(int bound) throws IOException {
    int seen = 0;
    while (true) {
      int at = lineFeed(start + seen);
      if (at >= 0) {
        return at - start;
      }
      seen = limit - start;
      if (seen > bound || !more()) {
        return seen;
      }
    }
  }
}
