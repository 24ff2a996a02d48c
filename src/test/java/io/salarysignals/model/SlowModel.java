package io.salarysignals.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the whole pipeline must compute, written down as plainly as can be: lists, sorting, decimal
 * arithmetic, every window from its observations. It shares no code with production and knows
 * nothing of accumulators, histograms, watermarks or arrival order.
 *
 * <p>Input are the events that intake admitted, with titles, places and skills already normalised.
 * Profile {@code open} of the publication gate.
 */
public final class SlowModel {
  /** Horizon in days, and the step of its grid of window ends. */
  public static final int[][] HORIZONS = {{7, 1}, {28, 1}, {91, 7}, {364, 28}};

  private static final long DAY = 86_400_000L;

  private final Map<String, String> currencyOfCountry;
  private final List<SlowEvent.Rate> rates;
  private final Comparator<SlowEvent> content;
  private final UnaryOperator<String> contributor;

  /**
   * @param content order of events of the same id, version and type; the greatest counts
   * @param contributor what names of one employer have in common
   */
  public SlowModel(
      Map<String, String> currencyOfCountry,
      List<SlowEvent.Rate> rates,
      Comparator<SlowEvent> content,
      UnaryOperator<String> contributor) {
    this.currencyOfCountry = currencyOfCountry;
    this.rates = rates;
    this.content = content;
    this.contributor = contributor;
  }

  /** A model in which equal versions do not conflict and names are compared as they are. */
  public SlowModel(Map<String, String> currencyOfCountry, List<SlowEvent.Rate> rates) {
    this(currencyOfCountry, rates, Comparator.comparing(SlowEvent::toString), name -> name);
  }

  /** A cell of the output. */
  public record Cell(String role, String region, String basis, String facet)
      implements Comparable<Cell> {
    public String key() {
      return role + '|' + region + '|' + basis + '|' + facet;
    }

    @Override
    public int compareTo(Cell other) {
      return key().compareTo(other.key());
    }
  }

  /** One observation within one cell: its day, contributor and annual pay in hundredths. */
  public record Member(long day, String contributor, long minor, double pay, SlowEvent event) {}

  /**
   * A due window; the figures are null where it is suppressed, p10 and p90 below ten contributors.
   */
  public record Window(
      Cell cell,
      String currency,
      int horizon,
      long endDay,
      int n,
      int contributors,
      List<String> reasons,
      BigDecimal mean,
      Double geometricMean,
      Double p10,
      Double p25,
      Double p50,
      Double p75,
      Double p90) {
    public String key() {
      return cell.key() + '|' + horizon + '|' + endDay;
    }

    public boolean suppressed() {
      return !reasons.isEmpty();
    }
  }

  /** All that the model says of a set of events. */
  public record Result(
      List<SlowEvent> live,
      Map<Cell, List<Member>> cells,
      Map<Cell, String> currencies,
      List<Window> windows,
      long greatestEventTime) {}

  public Result run(Collection<SlowEvent> admitted) {
    List<SlowEvent> live = settle(admitted);
    long greatest = Long.MIN_VALUE;
    for (SlowEvent event : admitted) {
      if (event.type() != SlowEvent.Type.RETRACTED) {
        greatest = Math.max(greatest, event.observedAt());
      }
    }
    Map<Cell, List<Member>> cells = new TreeMap<>();
    Map<Cell, String> currencies = new HashMap<>();
    for (SlowEvent event : live) {
      place(event, cells, currencies);
    }
    List<Window> windows = new ArrayList<>();
    for (Map.Entry<Cell, List<Member>> cell : cells.entrySet()) {
      for (int[] horizon : HORIZONS) {
        windows(
            cell.getKey(),
            currencies.get(cell.getKey()),
            cell.getValue(),
            horizon,
            greatest,
            windows);
      }
    }
    return new Result(live, cells, currencies, windows, greatest);
  }

  /** The greatest version of each id; among equal ones RETRACTED, CORRECTED, NEW, then content. */
  private List<SlowEvent> settle(Collection<SlowEvent> admitted) {
    Map<String, List<SlowEvent>> byId = new TreeMap<>();
    for (SlowEvent event : admitted) {
      byId.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event);
    }
    List<SlowEvent> live = new ArrayList<>();
    for (List<SlowEvent> events : byId.values()) {
      SlowEvent last =
          Collections.max(
              events,
              Comparator.comparingInt(SlowEvent::version)
                  .thenComparing(SlowEvent::type)
                  .thenComparing(content));
      if (last.type() != SlowEvent.Type.RETRACTED) {
        live.add(last);
      }
    }
    return live;
  }

  private void place(SlowEvent event, Map<Cell, List<Member>> cells, Map<Cell, String> currencies) {
    String home = currencyOfCountry.get(event.country());
    double usd = annual(event) / unitsPerUsd(event.currency(), event.observedAt());
    double local =
        home.equals(event.currency()) ? annual(event) : usd * unitsPerUsd(home, event.observedAt());
    Set<String> facets = new HashSet<>(event.facets());
    facets.add("all");
    if (event.level() != null) {
      facets.add("level:" + event.level().toLowerCase(Locale.ROOT));
    }
    Map<String, Double> regions = new HashMap<>();
    regions.put("WORLD", usd);
    regions.put(event.country(), local);
    if (event.subdivision() != null) {
      regions.put(event.subdivision(), local);
    }
    List<String> roles = new ArrayList<>(List.of(event.role()));
    if (event.family() != null) {
      roles.add("family:" + event.family());
    }
    String who =
        event.employer() == null
            ? "anonymous:" + event.id()
            : "employer:" + contributor.apply(event.employer());
    for (String role : roles) {
      for (Map.Entry<String, Double> region : regions.entrySet()) {
        for (String facet : facets) {
          Cell cell = new Cell(role, region.getKey(), event.posted() ? "POSTED" : "PAID", facet);
          double pay = region.getValue();
          long minor = new BigDecimal(pay * 100).setScale(0, RoundingMode.HALF_UP).longValueExact();
          cells
              .computeIfAbsent(cell, c -> new ArrayList<>())
              .add(new Member(Math.floorDiv(event.observedAt(), DAY), who, minor, pay, event));
          currencies.put(cell, region.getKey().equals("WORLD") ? "USD" : home);
        }
      }
    }
  }

  private static double annual(SlowEvent event) {
    double amount =
        event.amount() != null ? event.amount() : (event.amountMin() + event.amountMax()) / 2;
    switch (event.payPeriod()) {
      case "HOUR":
        return amount * (event.hoursPerWeek() == null ? 2080.0 : event.hoursPerWeek() * 52.0);
      case "DAY":
        return amount * 260;
      case "WEEK":
        return amount * 52;
      case "MONTH":
        return amount * 12;
      case "YEAR":
        return amount;
      default:
        throw new IllegalArgumentException(event.payPeriod());
    }
  }

  /** The rate with the greatest effective time not after the instant. */
  private double unitsPerUsd(String currency, long instant) {
    if (currency.equals("USD")) {
      return 1;
    }
    SlowEvent.Rate best = null;
    for (SlowEvent.Rate rate : rates) {
      if (rate.currency().equals(currency)
          && rate.effectiveAt() <= instant
          && (best == null || rate.effectiveAt() > best.effectiveAt())) {
        best = rate;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("not admissible: no rate of " + currency);
    }
    return best.unitsPerUsd();
  }

  /** Walks over every grid end there is, from before the first observation to the last grid end. */
  private static void windows(
      Cell cell,
      String currency,
      List<Member> members,
      int[] horizon,
      long greatest,
      List<Window> out) {
    int days = horizon[0];
    int step = horizon[1];
    long first = members.stream().mapToLong(Member::day).min().orElseThrow();
    long last = firstGridEndAfter(greatest, step);
    Set<Member> previous = Set.of();
    boolean lastEventWasPublishable = false;
    for (long end = Math.floorDiv(first, (long) step) * step; end <= last; end += step) {
      Set<Member> window = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
      for (Member member : members) {
        if (member.day() >= end - days && member.day() < end) {
          window.add(member);
        }
      }
      if (!window.equals(previous)) {
        Window judged = judge(cell, currency, days, end, List.copyOf(window));
        if (!judged.suppressed() || lastEventWasPublishable) {
          out.add(judged);
          lastEventWasPublishable = !judged.suppressed();
        }
      }
      previous = window;
    }
  }

  /** The first instant on the grid after {@code time}, as an epoch day. */
  static long firstGridEndAfter(long time, int step) {
    long end = Math.floorDiv(time, DAY * step) * step;
    while (end * DAY <= time) {
      end += step;
    }
    return end;
  }

  /** Why a window of these may not be published. */
  static List<String> reasons(Collection<Member> window) {
    List<Integer> sizes = sizes(window);
    int n = window.size();
    List<String> reasons = new ArrayList<>();
    if (n < 30) {
      reasons.add("MIN_N");
    }
    if (sizes.size() < 5) {
      reasons.add("MIN_EMPLOYERS");
    }
    int top1 = sizes.isEmpty() ? 0 : sizes.get(0);
    int top2 = top1 + (sizes.size() < 2 ? 0 : sizes.get(1));
    if (top1 > 0.25 * n || top2 > 0.50 * n) {
      reasons.add("DOMINANCE");
    }
    return reasons;
  }

  private static List<Integer> sizes(Collection<Member> window) {
    Map<String, Integer> counts = new HashMap<>();
    for (Member member : window) {
      counts.merge(member.contributor(), 1, Integer::sum);
    }
    List<Integer> sizes = new ArrayList<>(counts.values());
    sizes.sort(Comparator.reverseOrder());
    return sizes;
  }

  private static Window judge(Cell cell, String currency, int days, long end, List<Member> window) {
    List<Integer> sizes = sizes(window);
    int n = window.size();
    List<String> reasons = reasons(window);
    if (!reasons.isEmpty()) {
      return new Window(
          cell,
          currency,
          days,
          end,
          n,
          sizes.size(),
          reasons,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    BigDecimal sum = BigDecimal.ZERO;
    List<Double> sorted = new ArrayList<>();
    for (Member member : window) {
      sum = sum.add(BigDecimal.valueOf(member.minor()));
      sorted.add(member.pay());
    }
    Collections.sort(sorted);
    double logs = sorted.stream().mapToDouble(StrictMath::log).sum();
    BigDecimal mean = sum.divide(BigDecimal.valueOf(100L * n), MathContext.DECIMAL64);
    boolean tails = sizes.size() >= 10;
    return new Window(
        cell,
        currency,
        days,
        end,
        n,
        sizes.size(),
        reasons,
        mean,
        StrictMath.exp(logs / n),
        tails ? type1(sorted, 0.10) : null,
        type1(sorted, 0.25),
        median(sorted),
        type1(sorted, 0.75),
        tails ? type1(sorted, 0.90) : null);
  }

  /** Type 1 of Hyndman and Fan: the value at rank ceil(q n). */
  static double type1(List<Double> sorted, double q) {
    BigDecimal rank = BigDecimal.valueOf(q).multiply(BigDecimal.valueOf(sorted.size()));
    return sorted.get(Math.max(1, rank.setScale(0, RoundingMode.CEILING).intValueExact()) - 1);
  }

  /** Type 2 of Hyndman and Fan: the mean of the two middle values. */
  static double median(List<Double> sorted) {
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }
}
