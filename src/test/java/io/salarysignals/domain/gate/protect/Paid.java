package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.stats.LogHistogram;
import io.salarysignals.domain.stats.RawSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One person's pay: what must stay secret. */
record Paid(int person, int employer, String country, String level, double pay) {

  boolean in(Cell cell) {
    return (cell.equals(Cell.WORLD) || cell.region().equals(country))
        && (cell.facet().equals("all") || cell.facet().equals("level:" + level));
  }

  Paid paying(double newPay) {
    return new Paid(person, employer, country, level, newPay);
  }

  Paid at(String newLevel) {
    return new Paid(person, employer, country, newLevel, pay);
  }

  static Content content(Collection<Paid> people) {
    TreeMap<Integer, Content.Share> shares = new TreeMap<>();
    TreeMap<Integer, Long> bins = new TreeMap<>();
    long sum = 0;
    long anonymous = 0;
    for (Paid p : people) {
      sum += Math.round(100 * p.pay);
      bins.merge(LogHistogram.bin(p.pay), 1L, Long::sum);
      if (p.employer < 0) {
        anonymous++;
        continue;
      }
      long log = Math.round(1e5 * (StrictMath.log(p.pay) - StrictMath.log(50_000)));
      shares.merge(
          p.employer,
          new Content.Share(1, log),
          (a, b) -> new Content.Share(a.count() + b.count(), a.logSum() + b.logSum()));
    }
    return new Content(people.size(), sum, anonymous, shares, bins);
  }

  static List<Node> nodes(Collection<Paid> people) {
    Map<Cell, List<Paid>> cells = new TreeMap<>();
    for (Paid p : people) {
      for (Cell cell :
          List.of(
              Cell.WORLD, new Cell(p.country, "all"), new Cell(p.country, "level:" + p.level))) {
        cells.computeIfAbsent(cell, c -> new ArrayList<>()).add(p);
      }
    }
    List<Node> nodes = new ArrayList<>();
    cells.forEach(
        (cell, members) -> {
          RawSample sample = new RawSample();
          members.forEach(p -> sample.add(p.pay, p.employer));
          nodes.add(new Node(cell, content(members), sample));
        });
    return nodes;
  }
}
