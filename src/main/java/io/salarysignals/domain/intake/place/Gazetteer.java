package io.salarysignals.domain.intake.place;

import io.salarysignals.domain.intake.Lines;
import io.salarysignals.domain.intake.PlainText;
import io.salarysignals.domain.market.RegionPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The shipped tables of places and money. Nothing is read from the JDK, whose tables change. */
final class Gazetteer {
  /** Countries whose sub-divisions are known by name alone, the first one winning a namesake. */
  private static final List<String> FAMILIAR = List.of("US", "CA", "GB", "AU", "IN", "DE");

  /**
   * Which level of sub-division a text means where ISO 3166-2 has several; others keep the country.
   */
  private static final Map<String, Pattern> TEXT_LEVEL =
      Map.of(
          "GB", Pattern.compile("ENG|SCT|WLS|NIR"),
          "FR", Pattern.compile("[A-Z]{3}"),
          "IT", Pattern.compile("\\d\\d"),
          "BE", Pattern.compile("[A-Z]{3}"),
          "CZ", Pattern.compile("\\d\\d"),
          "PH", Pattern.compile("\\d\\d"),
          "IE", Pattern.compile("(?![CLMU]$)[A-Z]+"),
          "ES", Pattern.compile("AN|AR|AS|CN|CB|CL|CM|CT|EX|GA|IB|RI|MD|MC|NC|PV|VC|CE|ML"));

  private final Map<String, String> currencies = new HashMap<>();
  private final Set<String> money = new HashSet<>();
  private final Set<String> subdivisions = new HashSet<>();
  private final Map<String, String> replaced = new HashMap<>();
  private final Map<String, String> countriesByName = new HashMap<>();
  private final Map<String, String> subdivisionsByName = new HashMap<>();
  private final Map<String, String> familiar = new HashMap<>();
  private final Map<String, RegionPath> cities = new HashMap<>();

  Gazetteer() {
    for (Lines line : Lines.shipped(Gazetteer.class, "countries.tsv")) {
      String code = line.cell(0);
      currencies.put(code, line.cell(2));
      countriesByName.put(line.cell(1).toLowerCase(java.util.Locale.ROOT), code);
      countriesByName.put(key(line.cell(3)), code);
      line.list(4).forEach(alias -> countriesByName.put(key(alias), code));
    }
    Lines.shipped(Gazetteer.class, "currencies.txt").forEach(line -> money.add(line.cell(0)));
    Lines.shipped(Gazetteer.class, "replaced.tsv")
        .forEach(line -> replaced.put(line.cell(0), line.cell(1)));
    Map<String, String> byFamiliarName = new HashMap<>();
    for (Lines line : Lines.shipped(Gazetteer.class, "subdivisions.tsv")) {
      subdivision(line, byFamiliarName);
    }
    for (Lines line : Lines.shipped(Gazetteer.class, "cities.tsv")) {
      line.list(1).forEach(name -> cities.put(key(name), path(line.cell(0))));
    }
    FAMILIAR.forEach(
        country ->
            byFamiliarName.forEach(
                (name, code) -> {
                  if (name.startsWith(country)) {
                    familiar.putIfAbsent(name.substring(2), code);
                  }
                }));
    familiar.keySet().removeAll(countriesByName.keySet());
  }

  private void subdivision(Lines line, Map<String, String> byFamiliarName) {
    String code = line.cell(0);
    String country = code.substring(0, 2);
    subdivisions.add(code);
    Pattern level = TEXT_LEVEL.get(country);
    if (level != null && !level.matcher(code.substring(3)).matches()) {
      return;
    }
    subdivisionsByName.put(country + key(code.substring(3)), code);
    List<String> names = line.list(2);
    if (!line.cell(1).isEmpty()) {
      subdivisionsByName.putIfAbsent(country + key(line.cell(1)), code);
      if (FAMILIAR.contains(country)) {
        byFamiliarName.put(country + key(line.cell(1)), code);
      }
    }
    for (String name : names) {
      subdivisionsByName.put(country + key(name), code);
      if (FAMILIAR.contains(country)) {
        byFamiliarName.put(country + key(name), code);
      }
    }
  }

  /** How names are compared: lower-case ASCII words. */
  static String key(String name) {
    return String.join(" ", PlainText.words(PlainText.fold(name, IsoRegionResolver.MAX_LOCATION)));
  }

  private RegionPath path(String code) {
    return code.length() == 2
        ? new RegionPath(code, null)
        : new RegionPath(code.substring(0, 2), code);
  }

  /** The place of an upper-case ISO code, or null. */
  RegionPath byCode(String given) {
    String code = replaced.getOrDefault(given, given);
    boolean known = currencies.containsKey(code) || subdivisions.contains(code);
    return known ? path(code) : null;
  }

  String countryByName(String key) {
    return countriesByName.get(key);
  }

  /** A sub-division of {@code country} by its name or its code without the country, or null. */
  RegionPath subdivision(String country, String key) {
    String code = subdivisionsByName.get(country + key);
    return code == null ? null : path(code);
  }

  /** A sub-division that is known by name alone, or null. */
  RegionPath familiar(String key) {
    String code = familiar.get(key);
    return code == null ? null : path(code);
  }

  RegionPath city(String key) {
    return cities.get(key);
  }

  String currencyOf(String country) {
    String currency = currencies.get(country);
    return currency == null || currency.equals("-") ? null : currency;
  }

  boolean isCurrency(String currency) {
    return money.contains(currency);
  }
}
