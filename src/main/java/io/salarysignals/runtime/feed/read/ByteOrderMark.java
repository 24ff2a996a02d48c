package io.salarysignals.runtime.feed.read;

import java.io.IOException;

/** The mark that some programs write at the beginning of a file. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /**
   * Skips the mark of UTF-8.
   *
   * @throws IOException for the marks of UTF-16, which is not read
   */
  static void skip(Frames frames) throws IOException {
    while (frames.limit < 3 && frames.more()) {
      // until there are three bytes or the file ends
    }
    int first = byteAt(frames, 0);
    int second = byteAt(frames, 1);
    if (first == 0xef && second == 0xbb && byteAt(frames, 2) == 0xbf) {
      frames.start = 3;
    } else if (first == 0xff && second == 0xfe || first == 0xfe && second == 0xff) {
      throw new IOException("the file is UTF-16; convert it to UTF-8 first");
    }
  }

  private static int byteAt(Frames frames, int index) {
    return index < frames.limit ? frames.buffer[index] & 0xff : -1;
  }
}
