package io.salarysignals.runtime.feed.jsonld;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.event.JobPostingEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a posting is: {@code jobLocation}, for remote work without one {@code
 * applicantLocationRequirements}. Codes become regions; words stay free text for the intake.
 */
final class Places {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern SUBDIVISION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

  /** Countries whose addresses write the letters of the ISO 3166-2 code as the region. */
  private static final Set<String> LETTERED = Set.of("US", "CA", "AU");

  private Places() {}

  static void fill(JobPostingEvent event, JsonNode posting) {
    List<JsonNode> places = Nodes.all(posting.path("jobLocation"));
    if (places.isEmpty()) {
      places = Nodes.all(posting.path("applicantLocationRequirements"));
    }
    Set<String> codes = new LinkedHashSet<>();
    List<String> texts = new ArrayList<>();
    for (JsonNode place : places) {
      JsonNode address = place.has("address") ? Nodes.first(place.path("address")) : place;
      String code = code(address);
      String text = code == null ? text(address) : null;
      if (code != null) {
        codes.add(code);
      } else if (text != null) {
        texts.add(text);
      }
    }
    if (codes.size() == 1 && texts.isEmpty()) {
      event.setRegion(codes.iterator().next());
    } else if (!codes.isEmpty()) {
      // Free text can stand for one place only: beside codes it would be lost, so what can be coded
      // is kept, and the rest is the fallback of the intake.
      event.setRegions(new ArrayList<>(codes));
      event.setLocation(texts.isEmpty() ? null : texts.get(0));
    } else if (!texts.isEmpty()) {
      event.setLocation(texts.get(0));
    }
  }

  private static String code(JsonNode address) {
    String country = country(address);
    if (country == null || !COUNTRY.matcher(country).matches()) {
      return null;
    }
    String region = Nodes.text(Nodes.first(address.path("addressRegion")));
    if (region == null) {
      // A city may still tell the sub-division: left to the intake as free text.
      return Nodes.text(Nodes.first(address.path("addressLocality"))) == null ? country : null;
    }
    if (SUBDIVISION.matcher(region).matches() && region.startsWith(country)) {
      return region;
    }
    boolean letters = LETTERED.contains(country) && region.matches("[A-Z]{2,3}");
    return letters ? country + "-" + region : null;
  }

  private static String country(JsonNode address) {
    JsonNode country = Nodes.first(address.path("addressCountry"));
    String text = country.isObject() ? JobPostings.name(country) : Nodes.text(country);
    if (text == null && "Country".equals(Nodes.text(address.path("@type")))) {
      text = Nodes.text(Nodes.first(address.path("name")));
    }
    return text;
  }

  /** {@code Berlin, Berlin, Germany} in the order that people write. */
  private static String text(JsonNode address) {
    if (!address.isObject()) {
      return JobPostings.plain(Nodes.text(address));
    }
    Set<String> parts = new LinkedHashSet<>();
    parts.add(Nodes.text(Nodes.first(address.path("addressLocality"))));
    parts.add(Nodes.text(Nodes.first(address.path("addressRegion"))));
    parts.add(country(address));
    parts.remove(null);
    if (parts.isEmpty()) {
      return JobPostings.plain(Nodes.text(Nodes.first(address.path("name"))));
    }
    return String.join(", ", parts);
  }
}
