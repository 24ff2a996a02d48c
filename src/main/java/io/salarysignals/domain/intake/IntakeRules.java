package io.salarysignals.domain.intake;

import io.salarysignals.domain.market.SourceType;
import java.util.Map;
import java.util.Set;

/**
 * The bounds that intake enforces.
 *
 * @param minPayUsd smallest annual pay that is believed, in USD
 * @param maxPayUsd greatest annual pay that is believed, in USD
 * @param payBoundsByCountry bounds for single countries, {min, max}, in USD
 * @param maxAheadMillis how far an observation may lie ahead of the record's append time; negative:
 *     unbounded
 * @param asOf no observation may lie after it, epoch ms; negative: no such bound
 * @param retentionMillis how far an observation may lie behind the watermark; negative: unbounded
 * @param maxFacets greatest number of skills, and of certifications, per record
 * @param maxTextLength greatest length of a text field, in characters
 * @param keepUnknownTitles whether a title outside the taxonomy keeps its own slug or becomes
 *     {@code other}
 * @param protectedSources source ids under the protected publication profile
 * @param protectByDefault whether sources not named otherwise are protected
 * @param openSources source ids under the open profile where protection is the default
 */
public record IntakeRules(
    double minPayUsd,
    double maxPayUsd,
    Map<String, double[]> payBoundsByCountry,
    long maxAheadMillis,
    long asOf,
    long retentionMillis,
    int maxFacets,
    int maxTextLength,
    boolean keepUnknownTitles,
    Set<String> protectedSources,
    boolean protectByDefault,
    Set<String> openSources) {

  /** The defaults: pay from 1,000 to 5,000,000 USD a year, one day ahead, 400 days behind. */
  public static IntakeRules defaults() {
    return new IntakeRules(
        1_000,
        5_000_000,
        Map.of(),
        86_400_000L,
        -1,
        400 * 86_400_000L,
        30,
        512,
        true,
        Set.of(),
        false,
        Set.of());
  }

  boolean isProtected(String sourceId, SourceType type) {
    return protectedSources.contains(sourceId)
        || (protectByDefault && !openSources.contains(sourceId) && type != SourceType.POSTED);
  }

  boolean isBelievable(String country, double usd) {
    double[] own = payBoundsByCountry.get(country);
    return own != null ? usd >= own[0] && usd <= own[1] : usd >= minPayUsd && usd <= maxPayUsd;
  }
}
