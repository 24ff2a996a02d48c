package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import java.util.List;

/**
 * An event in the life of a posting as it came in, before any rule was applied. Everything but the
 * identity may be null; {@link PostingIntake} says what is wrong.
 *
 * @param eventAt epoch milliseconds, UTC
 * @param correctsVersion for CORRECTED and RETRACTED: the version replaced or taken back
 * @param validThrough when the posting expires unless renewed, epoch milliseconds
 * @param regions in place of {@code region}, for a posting in several places
 * @param fingerprint 64-bit simhash of the text, or null
 */
public record PostingEvent(
    String id,
    int version,
    PostingEventType type,
    Long eventAt,
    Integer correctsVersion,
    Long validThrough,
    String sourceId,
    String employer,
    String title,
    Level level,
    String region,
    List<String> regions,
    String location,
    List<String> skills,
    List<String> responsibilityTags,
    Salary salary,
    Long fingerprint) {

  /** Advertised gross base pay for one pay period; every part may be null. */
  public record Salary(String currency, PayPeriod period, Double min, Double max) {}
}
