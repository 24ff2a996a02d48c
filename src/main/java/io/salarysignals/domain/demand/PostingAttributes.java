package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import java.util.List;

/**
 * What a posting is about, in normal form. Equal content has equal attributes.
 *
 * @param role role slug
 * @param family family slug, or null outside the taxonomy
 * @param level seniority, or null
 * @param places where, in ascending order, without repeats, never empty
 * @param skills canonical skill ids, ascending
 * @param scopes bits of {@link Scope}
 * @param employer keyed hash of the employer, or {@link #NO_EMPLOYER}
 * @param titleKey hash of the words of the title: equal for titles that say the same
 * @param fingerprint simhash of the text; 0 for none
 * @param paid whether the posting says what it pays
 * @param flags bits of {@link io.salarysignals.domain.intake.Flag}
 */
public record PostingAttributes(
    String role,
    String family,
    Level level,
    List<RegionPath> places,
    List<String> skills,
    int scopes,
    int employer,
    int titleKey,
    long fingerprint,
    boolean paid,
    int flags) {

  /** A posting that names no employer is a vacancy of its own. */
  public static final int NO_EMPLOYER = -1;
}
