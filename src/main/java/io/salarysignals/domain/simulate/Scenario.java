package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import java.util.List;

/**
 * A simulated world, complete but for its seed. Parts are values of their own, so that a scenario
 * is put together from them and later kinds of events (postings, pay shifts) reuse them.
 *
 * @param name as given to {@code simulate --scenario}
 * @param startDay first event day, epoch day
 * @param days number of event days
 * @param observations true observations, before duplicates and faulty records
 * @param focus a market to observe at a steady rate on top, or null
 * @param shift how pay moves in the course of time
 * @param repricings what pay does in single markets on top of that
 * @param postings the job postings of this world, or null for none
 */
public record Scenario(
    String name,
    long startDay,
    int days,
    int observations,
    Population population,
    Pay pay,
    Faults faults,
    Focus focus,
    PayShift shift,
    List<Repricing> repricings,
    Postings postings) {

  /** A world without postings, in which no single market moves. */
  public Scenario(
      String name,
      long startDay,
      int days,
      int observations,
      Population population,
      Pay pay,
      Faults faults,
      Focus focus,
      PayShift shift) {
    this(
        name, startDay, days, observations, population, pay, faults, focus, shift, List.of(), null);
  }

  /**
   * Who is observed.
   *
   * @param roleZipf exponent of the popularity of roles, in the order given
   * @param employers number of employers; 0: observations name none
   * @param employerZipf exponent of employer sizes
   * @param anonymous share of observations without an employer
   * @param posted share of observations from advertised pay (basis POSTED)
   * @param payroll share of observations from payroll
   * @param foreignPay share of observations abroad that are paid in USD
   * @param source source id without the prefix {@code simulated-}
   */
  public record Population(
      List<RoleProfile> roles,
      double roleZipf,
      List<Place> places,
      int employers,
      double employerZipf,
      double anonymous,
      double posted,
      double payroll,
      double foreignPay,
      String source) {}

  /**
   * How log pay varies about its market's median.
   *
   * @param sigma standard deviation of log pay at one level, given skills
   * @param icc share of that variance that lies between employers
   * @param hourly share of observations paid by the hour
   * @param monthly share of observations paid by the month
   */
  public record Pay(double sigma, double icc, double hourly, double monthly) {}

  /**
   * What is wrong with the stream, as shares of the observations.
   *
   * @param disorderMinutes mean delay between observation and arrival
   * @param duplicates records sent again unchanged
   * @param corrections records first sent with wrong pay, corrected later
   * @param moves records first sent with the wrong place or day, corrected later
   * @param retractions additional false records, taken back later
   * @param inverted share of corrections and retractions that arrive before what they replace
   * @param late records that arrive up to {@code lateDays} days late
   * @param invalid additional records that must be rejected
   * @param wildTitles records whose title carries noise
   * @param levelInTitle records that say their level in the title alone
   * @param locationText records that give a place as free text
   */
  public record Faults(
      double disorderMinutes,
      double duplicates,
      double corrections,
      double moves,
      double retractions,
      double inverted,
      double late,
      double lateDays,
      double invalid,
      double wildTitles,
      double levelInTitle,
      double locationText) {

    /** Every record once, in order, plain. */
    public static Faults none() {
      return new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  /**
   * A market that is always there.
   *
   * @param role index of the role
   * @param perDay observations on each day; fractions add up over days
   */
  public record Focus(int role, Level level, String country, double perDay) {}

  /** Change of log pay of one market: what moves all, and what moves this one. */
  double logChange(int role, int place, Level level, int employer, double daysIn) {
    double change = shift.logChange(role, place, level, employer, daysIn);
    for (Repricing repricing : repricings) {
      change += repricing.logChange(role, population.places().get(place), daysIn);
    }
    return change;
  }

  public Scenario withObservations(int count) {
    return with(startDay, days, count, shift, repricings, postings);
  }

  public Scenario withDays(int count) {
    return with(startDay, count, observations, shift, repricings, postings);
  }

  public Scenario withStartDay(long day) {
    return with(day, days, observations, shift, repricings, postings);
  }

  public Scenario withShift(PayShift newShift) {
    return with(startDay, days, observations, newShift, repricings, postings);
  }

  public Scenario withRepricings(List<Repricing> moves) {
    return with(startDay, days, observations, shift, List.copyOf(moves), postings);
  }

  public Scenario withPostings(Postings flow) {
    return with(startDay, days, observations, shift, repricings, flow);
  }

  private Scenario with(
      long start, int length, int count, PayShift moves, List<Repricing> single, Postings flow) {
    return new Scenario(
        name, start, length, count, population, pay, faults, focus, moves, single, flow);
  }
}
