package io.salarysignals.streams.control;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A control record on an input topic: a null value and the header {@value #HEADER}. It counts as no
 * data record; it only moves the watermark of its partition. {@code closed}: nothing more will
 * come. {@code heartbeat:<epoch ms>}: nothing before that time is still to come.
 */
public record Control(boolean isClose, long heartbeat) {
  public static final String HEADER = "salary-signals.control";
  public static final String CLOSED = "closed";
  private static final String HEARTBEAT = "heartbeat:";

  /**
   * The control that a record is, or null for a data record: one with a value is data, whatever its
   * headers say, and is counted.
   *
   * @param value null in a control record
   */
  public static Control of(Headers headers, byte[] value) {
    Header header = headers.lastHeader(HEADER);
    if (value != null || header == null || header.value() == null) {
      return null;
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    if (text.equals(CLOSED)) {
      return new Control(true, Long.MIN_VALUE);
    }
    if (text.startsWith(HEARTBEAT) && text.substring(HEARTBEAT.length()).matches("-?\\d{1,18}")) {
      return new Control(false, Long.parseLong(text.substring(HEARTBEAT.length())));
    }
    return null;
  }
}
