package io.salarysignals.runtime.demo;

/**
 * The parts of a key of the trend topic.
 *
 * @param cell {@code role|region|basis|facet|horizon}
 */
public record TrendKey(
    String role, String region, String basis, String facet, int horizonDays, String cell) {

  /** Takes {@code role|region|basis|facet|horizon|windowEnd} apart. */
  static TrendKey parse(String key) {
    String[] parts = key.split("\\|", -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException("no key of a trend: " + key);
    }
    return new TrendKey(
        parts[0],
        parts[1],
        parts[2],
        parts[3],
        Integer.parseInt(parts[4]),
        key.substring(0, key.lastIndexOf('|')));
  }
}
