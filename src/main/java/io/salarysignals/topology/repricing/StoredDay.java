package io.salarysignals.topology.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.StrataCodec;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A part of a role's day as it came: an index of its markets, whose strata are read when asked. */
final class StoredDay {
  /** A market of the part. */
  record Place(
      String region, String currency, boolean isProtected, long n, byte[] part, int from, int to) {
    Strata strata(ByteReader in) {
      return StrataCodec.strata(part, in, from, to);
    }

    boolean sameAs(Place other) {
      return other != null
          && currency.equals(other.currency)
          && Arrays.equals(part, from, to, other.part, other.from, other.to);
    }
  }

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final int parts;

  StoredDay(byte[] part, ByteReader in) {
    parts =
        StrataCodec.read(
            part,
            in,
            (region, currency, isProtected, n, from, to) ->
                places.put(region, new Place(region, currency, isProtected, n, part, from, to)));
  }

  Collection<Place> places() {
    return places.values();
  }

  /** How many parts the day has. */
  int parts() {
    return parts;
  }

  /** The market of a region, or null. */
  Place find(String region) {
    return places.get(region);
  }
}
