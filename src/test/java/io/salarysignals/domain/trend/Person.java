package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Protection;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import java.util.ArrayList;
import java.util.List;

/** One person's pay in US dollars, and whose: what must stay secret where guarded. */
record Person(int id, int employer, String role, String country, String level, double pay) {
  static final double EUROS = 0.9;

  boolean isGuarded() {
    return Protection.isProtected(employer);
  }

  double local() {
    return country.equals("US") ? pay : pay * EUROS;
  }

  Person paying(double newPay) {
    return new Person(id, employer, role, country, level, newPay);
  }

  Person at(String newLevel) {
    return new Person(id, employer, role, country, newLevel, pay);
  }

  boolean in(TrendEvent event) {
    String wanted = event.market().role();
    String region = event.market().region();
    return (wanted.equals(role) || wanted.equals("family:engineering"))
        && (region.equals("WORLD")
            || region.equals(country)
            || (region.equals("US-CA") && inCalifornia()))
        && (event.facet().equals("all")
            || event.facet().equals("level:" + level)
            || (event.facet().equals("skill:kafka") && knowsKafka()));
  }

  private boolean inCalifornia() {
    return country.equals("US") && id % 2 == 0;
  }

  private boolean knowsKafka() {
    return id % 3 == 0;
  }

  Contribution on(int day) {
    List<String> facets = new ArrayList<>();
    facets.add(Facet.LEVEL_PREFIX + level);
    if (knowsKafka()) {
      facets.add("skill:kafka");
    }
    boolean dollars = country.equals("US");
    Pay usd = Pay.of(pay, "USD");
    return new Contribution(
        role,
        "engineering",
        new RegionPath(country, inCalifornia() ? "US-CA" : null),
        Level.valueOf(level.toUpperCase(java.util.Locale.ROOT)),
        SourceType.PAYROLL,
        PayPeriod.YEAR,
        day,
        dollars ? "USD" : "EUR",
        dollars ? usd : Pay.of(local(), "EUR"),
        usd,
        employer,
        facets,
        0);
  }
}
