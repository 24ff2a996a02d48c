package io.salarysignals.model;

import io.salarysignals.domain.simulate.Place;
import io.salarysignals.domain.simulate.PlaceCatalogue;
import io.salarysignals.domain.simulate.RoleCatalogue;
import io.salarysignals.domain.simulate.RoleProfile;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings simulated records into the form of {@link SlowModel}, with a small dictionary of its own
 * that knows only how the simulator writes titles and places. Records that intake must reject are
 * left out.
 */
public final class SlowFeed {
  private static final String[][] LEVELS = {
    {"intern ", "INTERN"}, {"junior ", "ENTRY"}, {"jr. ", "ENTRY"}, {"entry level ", "ENTRY"},
    {"senior ", "SENIOR"}, {"sr. ", "SENIOR"}, {"sr ", "SENIOR"}, {"lead ", "LEAD"},
    {"principal ", "PRINCIPAL"}
  };

  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, RoleProfile> roles = new HashMap<>();
  private final boolean families;

  /** Raw titles seen so far: role, family, level. */
  public final Map<String, String[]> titles = new TreeMap<>();

  /**
   * @param families whether roles get a family: their last word
   */
  public SlowFeed(boolean families) {
    this.families = families;
    for (Place place : PlaceCatalogue.all()) {
      places.put(place.region(), place);
      places.put(place.location(), place);
    }
    for (RoleProfile role : RoleCatalogue.first(24)) {
      roles.put(role.title().toLowerCase(Locale.ROOT), role);
    }
  }

  /** The currency of each country of the simulated world. */
  public static Map<String, String> currencies() {
    Map<String, String> currencies = new HashMap<>();
    for (Place place : PlaceCatalogue.all()) {
      currencies.put(place.country(), place.currency());
    }
    return currencies;
  }

  public static List<SlowEvent.Rate> rates(List<SimulatedRate> rates) {
    return rates.stream()
        .map(r -> new SlowEvent.Rate(r.currency(), r.unitsPerUsd(), r.effectiveAt()))
        .toList();
  }

  /** The event, or null where intake must reject the record. */
  public SlowEvent event(SimulatedObservation o) {
    if (o.eventType() == SimulatedObservation.Kind.RETRACTED) {
      return SlowEvent.retraction(o.observationId(), o.version());
    }
    String[] named = o.title() == null ? null : titles.computeIfAbsent(o.title(), this::name);
    Place place = places.get(o.region() != null ? o.region() : o.location());
    boolean paid = o.amount() == null || o.amount() > 0;
    if (place == null || named == null || o.currency().equals("XXQ") || !paid) {
      return null;
    }
    if (o.amountMin() != null && o.amountMin() <= 0) {
      return null;
    }
    List<String> facets = new ArrayList<>();
    o.skills().forEach(s -> facets.add("skill:" + slug(s)));
    o.certifications().forEach(c -> facets.add("cert:" + slug(c)));
    String level = o.level() != null ? o.level().name() : named[2];
    return new SlowEvent(
        o.observationId(),
        o.version(),
        SlowEvent.Type.valueOf(o.eventType().name()),
        o.observedAt(),
        o.sourceType().name(),
        o.employer(),
        named[0],
        named[1],
        level,
        place.country(),
        place.isSubdivision() ? place.region() : null,
        o.currency(),
        o.payPeriod().name(),
        o.amount(),
        o.amountMin(),
        o.amountMax(),
        o.hoursPerWeek(),
        facets);
  }

  private String[] name(String raw) {
    String text = raw.toLowerCase(Locale.ROOT).replaceAll("\\(.*\\)|- remote", "").trim();
    String level = null;
    for (String[] word : LEVELS) {
      if (text.startsWith(word[0])) {
        level = word[1];
        text = text.substring(word[0].length());
        break;
      }
    }
    RoleProfile role = roles.get(text);
    if (role == null) {
      throw new IllegalArgumentException("the simulator does not write " + raw);
    }
    String family = text.substring(text.lastIndexOf(' ') + 1);
    return new String[] {role.role(), families ? family : null, level};
  }

  /** Lower-case kebab-case with {@code . + #} kept. */
  public static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.+#]+", "-").replaceAll("^-|-$", "");
  }
}
