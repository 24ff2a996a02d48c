package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.market.Level;
import java.util.List;

/**
 * One simulated event in the life of a job posting, under the public field names. An event that
 * only ends or takes back has no more than its identity, its time and, for CLOSED, a reason.
 *
 * @param eventAt epoch milliseconds, UTC
 * @param correctsVersion for CORRECTED: the version replaced
 * @param validThrough epoch milliseconds, or null
 * @param regions in place of {@code region}, for a posting in several places; empty otherwise
 * @param payMin advertised pay for a year in {@code currency}, or null
 */
public record SimulatedPosting(
    String postingId,
    int version,
    PostingEventType eventType,
    long eventAt,
    Integer correctsVersion,
    Long validThrough,
    String sourceId,
    String employer,
    String title,
    Level level,
    String region,
    List<String> regions,
    List<String> skills,
    List<String> responsibilityTags,
    String currency,
    Double payMin,
    Double payMax,
    String closeReason)
    implements SimulatedEvent {

  @Override
  public String id() {
    return postingId;
  }

  static SimulatedPosting bare(
      String id, int version, PostingEventType type, long at, String closeReason) {
    return new SimulatedPosting(
        id,
        version,
        type,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        closeReason);
  }

  /** The same content as another event. */
  SimulatedPosting as(
      int newVersion, PostingEventType type, long at, Integer corrects, Long until) {
    return new SimulatedPosting(
        postingId,
        newVersion,
        type,
        at,
        corrects,
        until,
        sourceId,
        employer,
        title,
        level,
        region,
        regions,
        skills,
        responsibilityTags,
        currency,
        payMin,
        payMax,
        null);
  }

  SimulatedPosting withSkills(List<String> newSkills) {
    return new SimulatedPosting(
        postingId,
        version,
        eventType,
        eventAt,
        correctsVersion,
        validThrough,
        sourceId,
        employer,
        title,
        level,
        region,
        regions,
        newSkills,
        responsibilityTags,
        currency,
        payMin,
        payMax,
        closeReason);
  }

  SimulatedPosting scalePay(double factor) {
    return payMin == null
        ? this
        : new SimulatedPosting(
            postingId,
            version,
            eventType,
            eventAt,
            correctsVersion,
            validThrough,
            sourceId,
            employer,
            title,
            level,
            region,
            regions,
            skills,
            responsibilityTags,
            currency,
            rounded(payMin * factor),
            rounded(payMax * factor),
            closeReason);
  }

  /** As advertisements state pay: to a hundred. */
  static double rounded(double pay) {
    return StrictMath.rint(pay / 100) * 100;
  }
}
