package io.salarysignals.runtime.feed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.salarysignals.runtime.feed.read.PieceReader.Place;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a file has been fed, as committed together with the records made of it.
 *
 * @param pass 1, or 2 where a partition is held back and delivered in a second reading
 * @param hold the partition held back, or -1
 * @param offset where the next record begins, see {@link Place}
 * @param line the line that begins there
 * @param done whether nothing is left to do
 * @param read records of the file seen so far in the first pass
 * @param produced records sent so far
 * @param rejected lines in the side file, by reason
 * @param sideBytes length of the side file
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Position(
    int pass,
    int hold,
    long offset,
    long line,
    boolean done,
    long read,
    long produced,
    Map<String, Long> rejected,
    long sideBytes) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The beginning of a file. */
  static Position start(int hold) {
    return new Position(1, hold, 0, 0, false, 0, 0, Map.of(), 0);
  }

  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(
          new Position(
              pass, hold, offset, line, done, read, produced, new TreeMap<>(rejected), sideBytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a position is plain data", e);
    }
  }

  static Position of(byte[] bytes) {
    try {
      return JSON.readValue(bytes, Position.class);
    } catch (IOException e) {
      throw new FeedException(
          "a committed position cannot be read; was it written by a newer version?", e);
    }
  }
}
