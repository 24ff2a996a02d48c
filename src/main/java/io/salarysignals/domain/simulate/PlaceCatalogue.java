package io.salarysignals.domain.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of the simulated world: the United States as a whole, its 50 states and D.C., and 29 other
 * countries. They stand in {@code places.psv}.
 */
public final class PlaceCatalogue {
  private static final List<Place> PLACES = load();

  private PlaceCatalogue() {}

  /** All places: the United States, its states, other countries. */
  public static List<Place> all() {
    return PLACES;
  }

  /** The United States as a whole and its 51 sub-divisions. */
  public static List<Place> unitedStates() {
    return PLACES.stream().filter(p -> p.country().equals("US")).toList();
  }

  /** The 51 sub-divisions of the United States. */
  public static List<Place> states() {
    return PLACES.stream().filter(Place::isSubdivision).toList();
  }

  /** Countries other than the United States. */
  public static List<Place> abroad() {
    return PLACES.stream().filter(p -> !p.country().equals("US")).toList();
  }

  /** The place with this code. */
  public static Place of(String region) {
    return PLACES.stream()
        .filter(p -> p.region().equals(region))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no simulated place " + region));
  }

  private static List<Place> load() {
    List<Place> places = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PlaceCatalogue.class.getResourceAsStream("places.psv"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] f = line.split("\\|");
          places.add(
              new Place(
                  f[0],
                  f[1],
                  f[2],
                  Double.parseDouble(f[3]),
                  Double.parseDouble(f[4]),
                  Double.parseDouble(f[5])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(places);
  }
}
