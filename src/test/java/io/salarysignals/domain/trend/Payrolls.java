package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.gate.protect.Protection;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.SourceWatermark;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Feeds an engine with payrolls: the same people month after month, with some turnover, beside open
 * pay; late arrivals, corrections and retractions hit windows that were told already. Keeps the
 * truth behind every published table.
 */
final class Payrolls {
  private static final long DAY = 86_400_000L;
  private static final int FIRST_DAY = 28 * 700;
  private static final String[] ROLES = {"panel", "mixed", "flow", "open"};
  private static final String[] COUNTRIES = {"US", "DE", "FR"};
  private static final String[] LEVELS = {"mid", "senior", "lead"};

  /** An observation that counts. */
  private record Seen(Person person, int day) {}

  /** A published table and the people in it. */
  record Table(TrendEvent event, Set<Person> people, long ageDays) {
    boolean isGuarded() {
      return people.stream().anyMatch(Person::isGuarded);
    }

    String cell() {
      return event.market().key() + '|' + event.facet();
    }

    String window() {
      return event.market().role() + event.horizon().days() + '|' + event.end();
    }

    boolean isChildOf(Table parent) {
      String region = event.market().region();
      String above = parent.event.market().region();
      boolean all = event.facet().equals("all");
      boolean parentAll = parent.event.facet().equals("all");
      return parentAll
          && (all
              ? above.equals("WORLD") && region.length() == 2
              : region.equals(above) && event.facet().startsWith("level:"));
    }

    double totalUsd() {
      return event.figures().n() * event.figures().mean().value() / rate();
    }

    double medianUsd() {
      return event.figures().p50().value() / rate();
    }

    private double rate() {
      String region = event.market().region();
      return region.equals("DE") || region.equals("FR") ? Person.EUROS : 1;
    }
  }

  private final SplittableRandom random;
  private final SettledView view = new SettledView();
  private final MemoryTrendState state = new MemoryTrendState(4);
  private final SourceWatermark source = new SourceWatermark(3_600_000, SourceProgress.none());
  private final List<Seen> live = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final Set<TrendEvent> guardedFallbacks = new HashSet<>();
  private TrendEngine engine;
  private int next;

  Payrolls(SplittableRandom random) {
    this.random = random;
    restart();
  }

  SettledView view() {
    return view;
  }

  List<Table> tables() {
    return tables;
  }

  /** Suppressed events whose fallback window held protected pay. */
  Set<TrendEvent> guardedFallbacks() {
    return guardedFallbacks;
  }

  private void restart() {
    if (engine != null) {
      engine.save();
    }
    TrendRules rules = new TrendRules(Grid.standard(), DAY, -1, 300);
    engine =
        new TrendEngine(
            rules,
            1,
            state,
            new Recorder(),
            new OpenJudge(GateSettings.DEFAULT),
            new ProtectedRelease(ProtectedSettings.DEFAULT),
            new RowAllowance(300),
            region -> region.startsWith("US") ? "USD" : "EUR");
  }

  /** Windows of 28 days, then the end of the input. */
  void run(int windows) {
    List<Person> panel = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      panel.add(somebody("panel", true));
    }
    for (int w = 0; w < windows; w++) {
      // From the second month on, few come and go, or many.
      int turnover = w == 0 ? 0 : w % 2 == 0 ? 60 : 1 + random.nextInt(3);
      for (int i = 0; i < turnover; i++) {
        panel.set(random.nextInt(panel.size()), somebody("panel", true));
      }
      for (int d = 0; d < 28; d++) {
        int day = FIRST_DAY + 28 * w + d;
        for (int i = d; i < panel.size(); i += 28) {
          add(panel.get(i), day);
        }
        for (int i = 0; i < 22; i++) {
          add(somebody("flow", true), day);
          add(somebody("mixed", w > 0 && random.nextInt(3) > 0), day);
        }
        for (int i = 0; i < 4; i++) {
          add(somebody("open", false), day);
        }
        if (w > 0 && d % 3 == 0) {
          change(d % 9 == 0 ? 250 : 1 + random.nextInt(3));
        }
        tell(day);
      }
    }
    source.close();
    engine.progress(0, 1, source.progress());
    engine.correct(() -> false);
    assertThat(engine.close(() -> false)).isTrue();
    assertThat(engine.isComplete()).isTrue();
    engine.save();
  }

  private void tell(int day) {
    source.observe(day * DAY + DAY - 1);
    engine.progress(0, 1, source.progress());
    int[] left = {random.nextInt(3) == 0 ? random.nextInt(20) : Integer.MAX_VALUE};
    engine.correct(() -> left[0]-- <= 0);
    engine.close(() -> left[0]-- <= 0);
    engine.beginProvisional(0, 0);
    engine.tellProvisional(true, () -> false);
    if (random.nextInt(4) == 0) {
      restart();
    }
  }

  private void add(Person person, int day) {
    live.add(new Seen(person, day));
    feed(1, person, day);
  }

  private void feed(int sign, Person person, int day) {
    Contribution c = person.on(day);
    engine.add(sign, c.role(), c);
    engine.add(sign, "family:" + c.family(), c);
  }

  private Person somebody(String role, boolean isProtected) {
    int employer = (int) (60 * Math.pow(random.nextDouble(), 1.5));
    return new Person(
        next++,
        isProtected ? Protection.FIRST_KEY + employer : random.nextInt(5) == 0 ? -1 : employer,
        role,
        COUNTRIES[(int) (3 * Math.pow(random.nextDouble(), 2))],
        LEVELS[(int) (3 * Math.pow(random.nextDouble(), 1.5))],
        Math.round(Math.exp(11.4 + 0.6 * (random.nextDouble() + random.nextDouble() - 1))));
  }

  /** Late arrivals, retractions, corrections of pay and of level, anywhere in the past. */
  private void change(int times) {
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(live.size());
      Seen seen = live.get(at);
      if (random.nextInt(4) == 0) {
        String role = ROLES[random.nextInt(3)];
        add(somebody(role, true), seen.day());
        continue;
      }
      feed(-1, seen.person(), seen.day());
      Person other =
          switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> seen.person().paying(Math.round(seen.person().pay() * 1.07));
            default -> seen.person().at(LEVELS[random.nextInt(3)]);
          };
      if (other == null) {
        live.set(at, live.get(live.size() - 1));
        live.remove(live.size() - 1);
      } else {
        live.set(at, new Seen(other, seen.day()));
        feed(1, other, seen.day());
      }
    }
  }

  private Set<Person> inside(TrendEvent event) {
    return live.stream()
        .filter(s -> s.day() < event.end() && s.day() >= event.end() - event.horizon().days())
        .map(Seen::person)
        .filter(p -> p.in(event))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Passes everything on and keeps the truth of what is published. */
  private final class Recorder implements TrendSink {
    @Override
    public void trend(TrendEvent event) {
      view.trend(event);
      if (event.figures() != null) {
        long age =
            event.watermark() == SourceProgress.CLOSED
                ? Long.MAX_VALUE
                : Grid.dayOf(event.watermark()) - event.end();
        tables.add(new Table(event, inside(event), age));
      }
      TrendEvent.Fallback f = event.fallback();
      if (f != null && inside(parent(event, f)).stream().anyMatch(Person::isGuarded)) {
        guardedFallbacks.add(event);
      }
    }

    private TrendEvent parent(TrendEvent child, TrendEvent.Fallback f) {
      return new TrendEvent(
          f.market(), f.facet(), child.horizon(), f.end(), null, 0, null, null, null, null, 0);
    }

    @Override
    public void pane(Market market, String facet, int day, Pane pane) {
      view.pane(market, facet, day, pane);
    }

    @Override
    public void gridEnd(int end, long finals, long suppressed, long corrections) {
      view.gridEnd(end, finals, suppressed, corrections);
    }

    @Override
    public void progress(int closedThrough, long watermark, boolean complete) {
      view.progress(closedThrough, watermark, complete);
    }
  }
}
