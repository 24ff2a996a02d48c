package io.salarysignals.runtime.feed.read;

import io.salarysignals.domain.intake.Reason;
import java.io.IOException;
import java.io.InputStream;

/** Records that are one physical line each (JSON Lines). Blank lines are no records. */
public final class LineReader implements PieceReader {
  private final Frames frames;
  private final int maxBytes;
  private long line = 1;

  /** Reads {@code in}; a line above {@code maxBytes} is broken, of which the beginning is kept. */
  public LineReader(InputStream in, int maxBytes) throws IOException {
    this.frames = new Frames(in);
    this.maxBytes = maxBytes;
    ByteOrderMark.skip(frames);
  }

  @Override
  public Piece next() throws IOException {
    while (true) {
      int length = frames.lineLength(maxBytes);
      if (length == 0 && frames.ended && frames.start == frames.limit) {
        return null;
      }
      if (length > maxBytes) {
        return LongLines.take(frames, maxBytes, line++);
      }
      int from = frames.start;
      int to = from + length;
      frames.start = Math.min(to + 1, frames.limit);
      long number = line++;
      int end = to > from && frames.buffer[to - 1] == '\r' ? to - 1 : to;
      if (!blank(from, end)) {
        return new Piece(number, frames.buffer, from, end, null, null);
      }
    }
  }

  private boolean blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (frames.buffer[i] != ' ' && frames.buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public Place place() {
    return new Place(frames.offset(), line);
  }

  @Override
  public void resume(Place place) throws IOException {
    frames.skipTo(place.offset());
    line = place.line();
  }

  /** Lines that are longer than any record may be. */
  static final class LongLines {
    /** How much of such a line is kept for the side file. */
    static final int KEPT = 1 << 12;

    private LongLines() {}

    static Piece take(Frames frames, int maxBytes, long line) throws IOException {
      byte[] kept = new byte[Math.min(KEPT, maxBytes)];
      System.arraycopy(frames.buffer, frames.start, kept, 0, kept.length);
      long begin = frames.offset();
      int at;
      while ((at = frames.lineFeed(frames.start)) < 0) {
        frames.start = frames.limit;
        if (!frames.more()) {
          break;
        }
      }
      long length = (at < 0 ? frames.offset() : frames.offset() + (at - frames.start)) - begin;
      frames.start = at < 0 ? frames.limit : at + 1;
      String detail =
          length
              + " bytes, above the bound of "
              + maxBytes
              + "; only the first "
              + kept.length
              + " are kept here";
      return new Piece(line, kept, 0, kept.length, Reason.TOO_LARGE, detail);
    }
  }
}
