package io.salarysignals.topology.repricing;

import io.salarysignals.event.RepricingAlert;
import io.salarysignals.streams.serde.RecordDecoder;
import java.nio.ByteBuffer;

/**
 * What was last told of an alert, as stored: its revision in eight bytes, one that says whether it
 * is historical, and its content without either.
 */
final class ToldAlert {
  private static final int CONTENT = 9;

  private final ByteBuffer bytes;

  ToldAlert(byte[] stored) {
    bytes = ByteBuffer.wrap(stored);
  }

  static byte[] bytes(long revision, boolean historical, byte[] content) {
    return ByteBuffer.allocate(CONTENT + content.length)
        .putLong(revision)
        .put((byte) (historical ? 1 : 0))
        .put(content)
        .array();
  }

  long revision() {
    return bytes.getLong(0);
  }

  boolean isHistorical() {
    return bytes.get(8) != 0;
  }

  boolean hasContent(byte[] content) {
    return bytes.slice(CONTENT, bytes.capacity() - CONTENT).equals(ByteBuffer.wrap(content));
  }

  /** The alert; whether it is historical is set, its revision and time of emission are not. */
  RepricingAlert alert(RecordDecoder<RepricingAlert> decoder, String topic) {
    byte[] content = new byte[bytes.capacity() - CONTENT];
    bytes.get(CONTENT, content);
    RepricingAlert alert = decoder.decode(topic, content);
    alert.setHistorical(isHistorical());
    return alert;
  }
}
