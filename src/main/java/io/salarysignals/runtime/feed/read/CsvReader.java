package io.salarysignals.runtime.feed.read;

import io.salarysignals.domain.intake.Reason;
import io.salarysignals.runtime.feed.mapping.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records of a CSV file after RFC 4180: quoted fields may hold separators, doubled quotes and line
 * ends; LF and CRLF; blank lines are no records.
 *
 * <p>The reader is ours because it must know the byte offset of each record and go on after a
 * broken one, which CSV libraries cannot: where quotes do not make sense, or a record outgrows the
 * bound, the physical line on which it begins is the broken record and reading goes on with the
 * next line.
 */
public final class CsvReader implements PieceReader, Line {
  private final Frames frames;
  private final byte separator;
  private final Charset charset;
  private final int maxBytes;
  private long line = 1;
  private int width = -1;

  private long number;
  private int columns;
  private int[] from = new int[32];
  private int[] to = new int[32];
  private boolean[] quoted = new boolean[32];
  private int end;
  private int lineFeeds;
  private String fault;

  /** Reads {@code in}; {@code separator} is one ASCII character. */
  public CsvReader(InputStream in, char separator, Charset charset, int maxBytes)
      throws IOException {
    this.frames = new Frames(in);
    this.separator = (byte) separator;
    this.charset = charset;
    this.maxBytes = maxBytes;
    ByteOrderMark.skip(frames);
  }

  /**
   * Reads the header line. To be called first where the file has one.
   *
   * @throws IOException if there is none that makes sense
   */
  public List<String> header() throws IOException {
    Piece piece = next();
    if (piece == null || piece.broken() != null) {
      throw new IOException(
          piece == null ? "the file has no header line" : "the header line: " + piece.detail());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(column(i).strip());
    }
    width(names.size());
    return names;
  }

  /** Tells how many columns each record has. */
  public void width(int expected) {
    width = expected;
  }

  @Override
  public Piece next() throws IOException {
    while (true) {
      boolean complete = parse();
      while (!complete && !frames.ended && frames.limit - frames.start <= maxBytes) {
        frames.more();
        complete = parse();
      }
      if (frames.ended && frames.start == frames.limit) {
        return null;
      }
      number = line;
      int length = (end < 0 ? frames.limit : end) - frames.start;
      if (fault == null && (end < 0 || length > maxBytes)) {
        // Whether the end happens to be in the buffer must not matter: only the bound counts.
        fault =
            length > maxBytes
                ? "the record is longer than " + maxBytes + " bytes; is a quote not closed?"
                : "a quote is not closed";
      }
      if (fault != null) {
        return brokenLine();
      }
      int begin = frames.start;
      frames.start = Math.min(end + 1, frames.limit);
      line += 1 + lineFeeds;
      int stop = end > begin && frames.buffer[end - 1] == '\r' ? end - 1 : end;
      if (stop == begin) {
        continue;
      }
      Reason reason = width >= 0 && columns != width ? Reason.UNMAPPABLE : null;
      String detail = reason == null ? null : columns + " columns where the header has " + width;
      return new Piece(number, frames.buffer, begin, stop, reason, detail);
    }
  }

  private Piece brokenLine() throws IOException {
    int length = frames.lineLength(maxBytes);
    if (length > maxBytes) {
      return LineReader.LongLines.take(frames, maxBytes, line++);
    }
    int begin = frames.start;
    int stop = begin + length;
    frames.start = Math.min(stop + 1, frames.limit);
    line++;
    if (stop > begin && frames.buffer[stop - 1] == '\r') {
      stop--;
    }
    return new Piece(number, frames.buffer, begin, stop, Reason.UNMAPPABLE, fault);
  }

  /** Takes the record at {@code start} apart; false where its end is not yet in the buffer. */
  private boolean parse() {
    byte[] bytes = frames.buffer;
    int limit = frames.limit;
    columns = 0;
    lineFeeds = 0;
    fault = null;
    end = -1;
    int at = frames.start;
    while (true) {
      int begin = at;
      boolean quotes = at < limit && bytes[at] == '"';
      if (quotes) {
        at = closing(bytes, at + 1, limit);
        if (at < 0) {
          return false;
        }
        int stop = at++;
        if (at < limit && bytes[at] == '\r') {
          at++;
        }
        if (at < limit && bytes[at] != separator && bytes[at] != '\n') {
          fault = "text behind a closing quote";
          return true;
        }
        add(begin + 1, stop, true);
      } else {
        while (at < limit && bytes[at] != separator && bytes[at] != '\n') {
          at++;
        }
        boolean last = at >= limit || bytes[at] == '\n';
        add(begin, last && at > begin && bytes[at - 1] == '\r' ? at - 1 : at, false);
      }
      if (at >= limit) {
        if (frames.ended) {
          end = limit;
        }
        return frames.ended;
      }
      if (bytes[at] == '\n') {
        end = at;
        return true;
      }
      at++;
    }
  }

  /** Index of the quote that closes a field, or -1. */
  private int closing(byte[] bytes, int begin, int limit) {
    for (int i = begin; i < limit; i++) {
      if (bytes[i] == '\n') {
        lineFeeds++;
      } else if (bytes[i] == '"') {
        if (i + 1 == limit) {
          return frames.ended ? i : -1;
        }
        if (bytes[i + 1] != '"') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private void add(int begin, int stop, boolean quotes) {
    if (columns == from.length) {
      from = Arrays.copyOf(from, columns * 2);
      to = Arrays.copyOf(to, columns * 2);
      quoted = Arrays.copyOf(quoted, columns * 2);
    }
    from[columns] = begin;
    to[columns] = stop;
    quoted[columns++] = quotes;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public String column(int index) {
    String text = new String(frames.buffer, from[index], to[index] - from[index], charset);
    return quoted[index] && text.indexOf('"') >= 0 ? text.replace("\"\"", "\"") : text;
  }

  @Override
  public long number() {
    return number;
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
}
