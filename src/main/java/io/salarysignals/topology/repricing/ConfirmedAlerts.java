package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The confirmed alerts of a task's markets: which of a country and of its sub-divisions tell of the
 * same change.
 */
final class ConfirmedAlerts {
  /** Onsets so near each other are of one change. */
  private static final int TOGETHER_DAYS = 28;

  /** By market, then by id. */
  private final Map<String, Map<String, Confirmed>> byMarket = new TreeMap<>();

  private record Confirmed(int direction, int onset, String key) {
    boolean isWith(Episode e) {
      return direction == e.direction() && Math.abs(onset - e.onset()) <= TOGETHER_DAYS;
    }
  }

  /**
   * Notes whether an alert is confirmed.
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

  /** Keys of the confirmed alerts in the other markets of a finding's country. */
  List<String> relatives(Messages.Finding finding) {
    String country = countryOf(finding.market());
    List<String> keys = new ArrayList<>();
    byMarket.forEach(
        (market, alerts) -> {
          if (!market.equals(finding.market()) && countryOf(market).equals(country)) {
            alerts.values().forEach(alert -> keys.add(alert.key()));
          }
        });
    return keys;
  }

  /** Ids of the alerts of sub-divisions that tell of the same change as one of their country. */
  List<String> children(Messages.Finding finding) {
    List<String> children = new ArrayList<>();
    if (isSubdivision(finding.market())) {
      return children;
    }
    byMarket.forEach(
        (market, alerts) -> {
          if (isSubdivision(market) && countryOf(market).equals(finding.market())) {
            alerts.forEach(
                (id, alert) -> {
                  if (alert.isWith(finding.episode())) {
                    children.add(id);
                  }
                });
          }
        });
    return children;
  }

  /** Id of the country's alert of the same change as one of a sub-division, or null. */
  String parent(Messages.Finding finding) {
    if (!isSubdivision(finding.market())) {
      return null;
    }
    return byMarket.getOrDefault(countryOf(finding.market()), Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().isWith(finding.episode()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static boolean isSubdivision(String market) {
    return market.split("\\|", -1)[1].indexOf('-') > 0;
  }

  private static String countryOf(String market) {
    String[] parts = market.split("\\|", -1);
    return parts[0] + '|' + parts[1].split("-", 2)[0] + '|' + parts[2];
  }
}
