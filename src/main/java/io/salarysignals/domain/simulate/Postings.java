package io.salarysignals.domain.simulate;

import java.util.List;

/**
 * How job postings come and go in a simulated world. Shares are of the postings.
 *
 * @param perDay postings that open a day, on average, before any shift
 * @param daysOpen mean days that a posting is open unless its date runs out before
 * @param dated share with a {@code validThrough}, {@link #VALID_DAYS} after it was advertised
 * @param reposted share of the dated ones that are advertised anew before their date
 * @param flapping share that closes and reopens within hours, several times
 * @param updated share that changes skills or pay while it is open
 * @param severalPlaces share that is open in two places of its country
 * @param disclosed share that says what it pays
 * @param corrected share whose first version is wrong and replaced later
 * @param retracted share of additional postings that never were, taken back as a whole
 * @param repeated share of events that are delivered twice
 * @param shifts what changes in single markets
 */
public record Postings(
    double perDay,
    double daysOpen,
    double dated,
    double reposted,
    double flapping,
    double updated,
    double severalPlaces,
    double disclosed,
    double corrected,
    double retracted,
    double repeated,
    List<DemandShift> shifts) {

  /** Days from an advertisement to its {@code validThrough}. */
  public static final int VALID_DAYS = 30;

  public Postings {
    shifts = List.copyOf(shifts);
  }
}
