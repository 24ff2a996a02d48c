package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.RollUp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The roll-ups of a task's countries as they follow from the confirmed alerts, and those told. */
final class RollUps {
  private final ConfirmedAlerts confirmed;

  /** By country, the roll-ups that follow, by id. */
  private final Map<String, Map<String, RollUp>> byCountry = new HashMap<>();

  /** By child, the id of its roll-up. */
  private final Map<String, String> parents = new HashMap<>();

  /** By country, the ids that were told and not taken back. */
  private final Map<String, Set<String>> told = new HashMap<>();

  RollUps(ConfirmedAlerts confirmed) {
    this.confirmed = confirmed;
  }

  /** The id of the roll-up that an alert is in, or null. */
  String parent(String alertId) {
    return parents.get(alertId);
  }

  /** The keys of the children of a country's roll-ups, by the roll-ups. */
  Map<String, RollUp> of(String country) {
    return byCountry.getOrDefault(country, Map.of());
  }

  /** Notes that one was told, or taken back. */
  void told(String country, String id, boolean stands) {
    Set<String> ids = told.computeIfAbsent(country, c -> new TreeSet<>());
    if (stands) {
      ids.add(id);
    } else {
      ids.remove(id);
    }
  }

  /** The ids that were told but no longer follow. */
  List<String> gone(String country) {
    Set<String> gone = new TreeSet<>(told.getOrDefault(country, Set.of()));
    gone.removeAll(of(country).keySet());
    return List.copyOf(gone);
  }

  /**
   * Works out the roll-ups of a country anew.
   *
   * @return keys of the alerts whose parent has changed by that
   */
  Set<String> update(String country) {
    Map<RollUp.Child, String> orphans = confirmed.orphans(country);
    Map<String, String> before = new HashMap<>();
    of(country).forEach((id, r) -> r.children().forEach(child -> before.put(child.id(), id)));
    Map<String, RollUp> now = new TreeMap<>();
    RollUp.of(orphans.keySet(), confirmed.watchedIn(country))
        .forEach(rollUp -> now.put(RollUpRecords.id(country, rollUp), rollUp));
    byCountry.put(country, now);
    before.keySet().forEach(parents::remove);
    now.forEach((id, r) -> r.children().forEach(child -> parents.put(child.id(), id)));
    Set<String> changed = new HashSet<>();
    orphans.forEach(
        (child, key) -> {
          String was = before.get(child.id());
          if (!java.util.Objects.equals(was, parents.get(child.id()))) {
            changed.add(key);
          }
        });
    return changed;
  }
}
