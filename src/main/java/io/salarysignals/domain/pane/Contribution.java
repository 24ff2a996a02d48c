package io.salarysignals.domain.pane;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import java.util.List;

/**
 * What one observation adds to panes: the unit that is added and retracted. It is made once, at
 * intake, and kept with the identity, so that a retraction takes back exactly what was added.
 *
 * @param role role slug
 * @param family family slug, or null for a role outside the taxonomy
 * @param place country and, if known, sub-division
 * @param level seniority, or null
 * @param day UTC epoch day of the observation
 * @param currency currency of the country
 * @param local the pay in that currency
 * @param usd the pay in US dollars; the same object where the currency is USD
 * @param employer keyed hash modulo 2^16, plus {@link #PROTECTED} where the source is protected, or
 *     {@link #ANONYMOUS}
 * @param facets the facets it belongs to beside {@code all}: its level, skills and certifications
 * @param flags bits of {@link Flag}
 */
public record Contribution(
    String role,
    String family,
    RegionPath place,
    Level level,
    SourceType sourceType,
    PayPeriod payPeriod,
    int day,
    String currency,
    Pay local,
    Pay usd,
    int employer,
    List<String> facets,
    int flags) {

  /** Employer key of an observation that names no employer. */
  public static final int ANONYMOUS = -1;

  /** Added to the employer key where the source is protected. */
  public static final int PROTECTED = 1 << 16;

  public Basis basis() {
    return sourceType.basis();
  }

  public Contribution with(Flag flag) {
    return new Contribution(
        role,
        family,
        place,
        level,
        sourceType,
        payPeriod,
        day,
        currency,
        local,
        usd,
        employer,
        facets,
        flags | flag.bit());
  }
}
