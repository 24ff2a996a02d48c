package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.RollUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The alerts of a task's markets that were confirmed, whether they stand or have been cleared:
 * which of a country and of its sub-divisions tell of the same change. All regions of a role are in
 * one task.
 */
final class ConfirmedAlerts {
  /** By market, then by id. */
  private final TreeMap<String, Map<String, Confirmed>> byMarket = new TreeMap<>();

  /** By country, its sub-divisions that are watched. */
  private final Map<String, Set<String>> watched = new TreeMap<>();

  private record Confirmed(int direction, int onset, String key) {
    boolean isWith(int otherDirection, int otherOnset) {
      return direction == otherDirection && Math.abs(onset - otherOnset) <= RollUp.TOGETHER_DAYS;
    }
  }

  /**
   * Notes whether an alert was confirmed.
   *
   * @param key what the alert's episode is kept under
   * @return whether that is news
   */
  boolean put(Messages.Finding finding, String key, boolean isConfirmed) {
    Map<String, Confirmed> alerts =
        byMarket.computeIfAbsent(finding.market(), market -> new TreeMap<>());
    String id = AlertRecords.id(finding);
    if (isConfirmed) {
      Episode e = finding.episode();
      Confirmed now = new Confirmed(e.direction(), e.onset(), key);
      return !now.equals(alerts.put(id, now));
    }
    return alerts.remove(id) != null;
  }

  /** Notes whether a market is watched. */
  void watched(String market, boolean isWatched) {
    if (isSubdivision(market)) {
      Set<String> markets = watched.computeIfAbsent(countryOf(market), c -> new TreeSet<>());
      if (isWatched) {
        markets.add(market);
      } else {
        markets.remove(market);
      }
    }
  }

  /** How many sub-divisions of a country are watched. */
  int watchedIn(String country) {
    return watched.getOrDefault(country, Set.of()).size();
  }

  /** Keys of the confirmed alerts in the other markets of a finding's country. */
  List<String> relatives(Messages.Finding finding) {
    List<String> keys = new ArrayList<>();
    family(countryOf(finding.market()))
        .forEach(
            (market, alerts) -> {
              if (!market.equals(finding.market())) {
                alerts.values().forEach(alert -> keys.add(alert.key()));
              }
            });
    return keys;
  }

  /** The markets of a country: role|CC and role|CC-x stand together but for the basis. */
  private Map<String, Map<String, Confirmed>> family(String country) {
    int bar = country.lastIndexOf('|');
    String from = country.substring(0, bar);
    Map<String, Map<String, Confirmed>> found = new TreeMap<>();
    byMarket
        .subMap(from, from + Character.MAX_VALUE)
        .forEach(
            (market, alerts) -> {
              if (countryOf(market).equals(country)) {
                found.put(market, alerts);
              }
            });
    return found;
  }

  /** Ids of the alerts of sub-divisions that tell of the same change as one of their country. */
  List<String> children(Messages.Finding finding) {
    List<String> children = new ArrayList<>();
    if (isSubdivision(finding.market())) {
      return children;
    }
    Episode e = finding.episode();
    family(finding.market())
        .forEach(
            (market, alerts) -> {
              if (isSubdivision(market)) {
                alerts.forEach(
                    (id, alert) -> {
                      if (alert.isWith(e.direction(), e.onset())) {
                        children.add(id);
                      }
                    });
              }
            });
    return children;
  }

  /** Id of the country's alert of the same change as one of a sub-division, or null. */
  String parent(Messages.Finding finding) {
    Episode e = finding.episode();
    return isSubdivision(finding.market())
        ? parent(countryOf(finding.market()), e.direction(), e.onset())
        : null;
  }

  private String parent(String country, int direction, int onset) {
    return byMarket.getOrDefault(country, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().isWith(direction, onset))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The alerts of a country's sub-divisions that have no parent in the country's own alerts. */
  Map<RollUp.Child, String> orphans(String country) {
    Map<RollUp.Child, String> orphans = new HashMap<>();
    family(country)
        .forEach(
            (market, alerts) -> {
              if (isSubdivision(market)) {
                alerts.forEach(
                    (id, alert) -> {
                      if (parent(country, alert.direction, alert.onset) == null) {
                        orphans.put(
                            new RollUp.Child(id, market, alert.direction, alert.onset),
                            alert.key());
                      }
                    });
              }
            });
    return orphans;
  }

  /** The countries with alerts. */
  Set<String> countries() {
    Set<String> countries = new TreeSet<>();
    byMarket.keySet().forEach(market -> countries.add(countryOf(market)));
    return countries;
  }

  static boolean isSubdivision(String market) {
    return market.split("\\|", -1)[1].indexOf('-') > 0;
  }

  static String countryOf(String market) {
    String[] parts = market.split("\\|", -1);
    return parts[0] + '|' + parts[1].split("-", 2)[0] + '|' + parts[2];
  }
}
