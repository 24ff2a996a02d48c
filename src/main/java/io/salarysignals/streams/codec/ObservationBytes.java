package io.salarysignals.streams.codec;

import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads salary observations straight from Avro's binary in this build's own schema, without the
 * record class between: texts that repeat come from a {@link TextCache}. It reads canonical bytes
 * only, those that this build's encoder would write for the same content; for all others it returns
 * null, and the general decoder says what they are. One instance per thread.
 *
 * <p>Enums are read by ordinal: the domain's have the symbols of the public ones in the same order.
 */
public final class ObservationBytes {
  private static final EventType[] EVENT_TYPES = EventType.values();
  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCE_TYPES = SourceType.values();
  private static final PayPeriod[] PAY_PERIODS = PayPeriod.values();

  /** Thrown inside, to leave by the shortest way; costs no stack trace. */
  private static final class NotCanonical extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final NotCanonical INSTANCE = new NotCanonical();

    private NotCanonical() {
      super(null, null, false, false);
    }
  }

  /** One for the process: the same text is the same object, whichever task has read it. */
  private static final TextCache TEXTS = new TextCache();

  private byte[] buffer;
  private int position;
  private int end;

  /** The observation that begins at {@code from} and ends with the bytes, or null. */
  public Observation read(byte[] bytes, int from) {
    buffer = bytes;
    position = from;
    end = bytes.length;
    try {
      Observation observation = observation();
      return position == end ? observation : null;
    } catch (NotCanonical e) {
      return null;
    }
  }

  private Observation observation() {
    String id = text(false);
    long version = number();
    if (version != (int) version) {
      throw NotCanonical.INSTANCE;
    }
    EventType eventType = symbol(EVENT_TYPES);
    Long observedAt = given() ? (Long) number() : null;
    String sourceId = optionalText();
    SourceType sourceType = given() ? symbol(SOURCE_TYPES) : null;
    String employer = optionalText();
    String title = optionalText();
    Level level = given() ? symbol(LEVELS) : null;
    String region = optionalText();
    String location = optionalText();
    String currency = optionalText();
    PayPeriod payPeriod = given() ? symbol(PAY_PERIODS) : null;
    Double amount = optionalDouble();
    Double amountMin = optionalDouble();
    Double amountMax = optionalDouble();
    Double hoursPerWeek = optionalDouble();
    skip(given() ? 8 : 0); // experienceYears
    if (given() && (next() & ~1) != 0) { // remote
      throw NotCanonical.INSTANCE;
    }
    return new Observation(
        id,
        (int) version,
        eventType,
        observedAt,
        sourceId,
        sourceType,
        employer,
        title,
        level,
        region,
        location,
        currency,
        payPeriod,
        amount,
        amountMin,
        amountMax,
        hoursPerWeek,
        list(),
        list());
  }

  private List<String> list() {
    long items = number();
    if (items == 0) {
      return List.of();
    }
    if (items < 0 || items > end - position) {
      throw NotCanonical.INSTANCE;
    }
    List<String> list = new ArrayList<>((int) items);
    for (long i = 0; i < items; i++) {
      list.add(text(true));
    }
    if (number() != 0) {
      throw NotCanonical.INSTANCE;
    }
    return list;
  }

  private String optionalText() {
    return given() ? text(true) : null;
  }

  private String text(boolean repeats) {
    long length = number();
    if (length < 0 || length > end - position) {
      throw NotCanonical.INSTANCE;
    }
    int from = position;
    position += (int) length;
    String text =
        repeats
            ? TEXTS.get(buffer, from, (int) length)
            : TextCache.decode(buffer, from, (int) length);
    if (text == null) {
      throw NotCanonical.INSTANCE;
    }
    return text;
  }

  private Double optionalDouble() {
    if (!given()) {
      return null;
    }
    skip(8);
    long bits = 0;
    for (int i = 1; i <= 8; i++) {
      bits = bits << 8 | buffer[position - i] & 0xFF;
    }
    return Double.longBitsToDouble(bits);
  }

  /** Which branch of a union with null follows. */
  private boolean given() {
    int branch = next();
    if (branch != 0 && branch != 2) {
      throw NotCanonical.INSTANCE;
    }
    return branch == 2;
  }

  private <T> T symbol(T[] symbols) {
    long ordinal = number();
    if (ordinal < 0 || ordinal >= symbols.length) {
      throw NotCanonical.INSTANCE;
    }
    return symbols[(int) ordinal];
  }

  private int next() {
    if (position >= end) {
      throw NotCanonical.INSTANCE;
    }
    return buffer[position++];
  }

  private void skip(int bytes) {
    if (end - position < bytes) {
      throw NotCanonical.INSTANCE;
    }
    position += bytes;
  }

  /** A zig-zag varint in its shortest form. */
  private long number() {
    long first = next();
    if (first >= 0) {
      return first >>> 1 ^ -(first & 1);
    }
    long rest = first & 0x7F;
    for (int shift = 7; shift < 64; shift += 7) {
      int next = next();
      rest |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        if (next == 0 || shift == 63 && next > 1) {
          break;
        }
        return rest >>> 1 ^ -(rest & 1);
      }
    }
    throw NotCanonical.INSTANCE;
  }
}
