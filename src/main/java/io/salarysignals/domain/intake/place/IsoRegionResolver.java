package io.salarysignals.domain.intake.place;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.intake.PlainText;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Resolves ISO 3166 codes and free text to places with shipped tables only, so that every JDK gives
 * the same answer. The rules for ambiguous text are in {@code docs/methods-normalisation.md}.
 */
public final class IsoRegionResolver implements RegionResolver {
  /** Characters of a location that are read. */
  static final int MAX_LOCATION = 200;

  private static final Pattern CODE = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");
  private static final Pattern ALTERNATIVES =
      Pattern.compile("\\s+or\\s+|;|\\||\\s*/\\s*|\\s+&\\s+|\\n");
  private static final Pattern PARTS = Pattern.compile(",|\\s+-+\\s*|-+\\s+|[()\\[\\]:•]");
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "remote",
          "remotely",
          "hybrid",
          "onsite",
          "site",
          "on",
          "in",
          "the",
          "based",
          "within",
          "only",
          "anywhere",
          "greater",
          "area",
          "metropolitan",
          "metro",
          "region",
          "office",
          "home",
          "from",
          "work",
          "wfh",
          "fully",
          "location",
          "nationwide",
          "multiple",
          "locations",
          "virtual",
          "any",
          "telecommute",
          "province",
          "city");

  /**
   * Two-letter codes that follow a city: states of the US, provinces of Canada without namesakes.
   */
  private static final Set<String> CANADA = Set.of("on", "bc", "qc", "ab", "mb", "sk", "ns", "nb");

  /** Larger than a country; without this "North America" would be read as America. */
  private static final Set<String> CONTINENTS =
      Set.of(
          "north america",
          "south america",
          "latin america",
          "central america",
          "americas",
          "the americas");

  private static final Set<String> AUSTRALIA = Set.of("nsw", "vic", "qld", "tas", "act");

  private final Gazetteer gazetteer = new Gazetteer();
  private final BoundedCache<RegionPath> byText;
  private final BoundedCache<RegionPath> byCode;

  /**
   * A resolver that remembers recent locations.
   *
   * @param cacheSize slots, as in {@link BoundedCache}
   */
  public IsoRegionResolver(int cacheSize) {
    this.byText = new BoundedCache<>(cacheSize, this::readText);
    this.byCode = new BoundedCache<>(cacheSize, this::readCode);
  }

  @Override
  public RegionPath resolve(String region, String location) {
    if (region != null && !region.isBlank()) {
      return byCode.get(region);
    }
    return location == null || location.isBlank() ? null : byText.get(location);
  }

  @Override
  public String currencyOf(String country) {
    return country == null ? null : gazetteer.currencyOf(country);
  }

  @Override
  public boolean isCurrency(String currency) {
    return currency != null && gazetteer.isCurrency(currency);
  }

  private RegionPath readCode(String region) {
    String code = region.strip().toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() ? gazetteer.byCode(code) : null;
  }

  /** Of several places in one country the country is known; otherwise the first one is meant. */
  private RegionPath readText(String location) {
    String text = PlainText.fold(location, MAX_LOCATION);
    RegionPath found = null;
    for (String alternative : ALTERNATIVES.split(text)) {
      RegionPath place = readPlace(alternative);
      if (found == null) {
        found = place;
      } else if (place != null && place.country().equals(found.country()) && !place.equals(found)) {
        return new RegionPath(found.country(), null);
      }
    }
    return found;
  }

  private RegionPath readPlace(String text) {
    RegionPath whole = named(Gazetteer.key(text));
    if (whole != null) {
      return whole;
    }
    List<String> parts = new ArrayList<>();
    for (String part : PARTS.split(text)) {
      String code = part.strip().toUpperCase(Locale.ROOT);
      RegionPath byCode =
          code.length() > 3 && CODE.matcher(code).matches() ? gazetteer.byCode(code) : null;
      if (byCode != null) {
        return byCode;
      }
      String key = meaningful(part);
      if (!key.isEmpty()) {
        parts.add(key);
      }
    }
    return parts.isEmpty() ? null : readParts(parts);
  }

  private static String meaningful(String part) {
    String whole = Gazetteer.key(part);
    List<String> words = PlainText.words(part);
    if (words.size() == 1 && words.get(0).length() == 2) {
      return whole; // "ON" is Ontario before it is a word
    }
    words.removeIf(
        w -> SAYS_NOTHING.contains(w) || w.length() > 3 && w.chars().allMatch(Character::isDigit));
    String key = String.join(" ", words);
    if (CONTINENTS.contains(key)) {
      return "";
    }
    // "Kansas City" and "State of Mexico" are names; "Remote" alone is none.
    return whole.endsWith(" city") && !key.isEmpty() ? whole : key;
  }

  private RegionPath readParts(List<String> parts) {
    int last = parts.size() - 1;
    String end = parts.get(last);
    RegionPath state = stateAfterCity(parts);
    if (state != null) {
      return state;
    }
    for (int i = last; i >= 0; i--) {
      String country = countryOf(parts.get(i), parts.size() == 1 || i == last);
      if (country != null) {
        return inCountry(country, parts, i);
      }
    }
    for (int i = last; i >= 0; i--) {
      RegionPath place = named(parts.get(i));
      if (place != null) {
        return place;
      }
    }
    // "TX" alone: a state, as no country has that code.
    return last == 0 && end.length() == 2 ? stateCode(end) : byLastWord(end);
  }

  /**
   * "Austin, TX", "Toronto, ON", "Atlanta, Georgia": a state behind a city, unless the city says
   * else.
   */
  private RegionPath stateAfterCity(List<String> parts) {
    int last = parts.size() - 1;
    if (last == 0) {
      return null;
    }
    String end = parts.get(last);
    RegionPath city = gazetteer.city(parts.get(last - 1));
    String country = end.length() == 2 ? countryOf(end, true) : gazetteer.countryByName(end);
    if (city != null && (city.country().equals(country) || isIn(city, end))) {
      return city;
    }
    if (end.equals("georgia")) {
      return gazetteer.subdivision("US", end);
    }
    return stateCode(end);
  }

  /** "Perth, WA": the code is that of the city's own sub-division, in whatever country. */
  private static boolean isIn(RegionPath city, String code) {
    return city.subdivision() != null
        && city.subdivision().equals(city.country() + '-' + code.toUpperCase(Locale.ROOT));
  }

  private RegionPath stateCode(String code) {
    RegionPath state = code.length() == 2 ? gazetteer.subdivision("US", code) : null;
    state = state == null && CANADA.contains(code) ? gazetteer.subdivision("CA", code) : state;
    return state == null && AUSTRALIA.contains(code) ? gazetteer.subdivision("AU", code) : state;
  }

  private String countryOf(String key, boolean codeAllowed) {
    String country = gazetteer.countryByName(key);
    if (country == null && codeAllowed && key.length() == 2) {
      RegionPath place = gazetteer.byCode(key.toUpperCase(Locale.ROOT));
      country = place == null ? null : place.country();
    }
    return country;
  }

  private RegionPath inCountry(String country, List<String> parts, int countryPart) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      String key = parts.get(i);
      if (i == countryPart) {
        continue;
      }
      RegionPath city = gazetteer.city(key);
      RegionPath place = gazetteer.subdivision(country, key);
      place = place == null && city != null && city.country().equals(country) ? city : place;
      place = place != null ? place : lastWordIn(country, key);
      if (place != null && place.subdivision() != null) {
        return place;
      }
    }
    return new RegionPath(country, null);
  }

  /** "Sydney NSW": the code of the sub-division behind the city without a comma. */
  private RegionPath lastWordIn(String country, String key) {
    int space = key.lastIndexOf(' ');
    String code = key.substring(space + 1);
    return space > 0 && code.length() <= 3 ? gazetteer.subdivision(country, code) : null;
  }

  /** A country, a familiar sub-division or a city that is known by its name alone. */
  private RegionPath named(String key) {
    String country = gazetteer.countryByName(key);
    if (country != null) {
      return new RegionPath(country, null);
    }
    RegionPath familiar = gazetteer.familiar(key);
    return familiar != null ? familiar : gazetteer.city(key);
  }

  /** "Austin TX", "Berlin Germany", "Remote US": what is left when the last words name a place. */
  private RegionPath byLastWord(String text) {
    for (int space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
      String head = text.substring(0, space);
      String tail = text.substring(space + 1);
      boolean code = tail.length() == 2 || AUSTRALIA.contains(tail);
      if (code || named(tail) != null) {
        RegionPath place = readParts(List.of(head, tail));
        if (place != null) {
          return place;
        }
      }
    }
    int space = text.lastIndexOf(' ');
    return space < 0 ? null : named(text.substring(0, space));
  }
}
