package io.salarysignals.domain.pane;

/**
 * The strata of one market on one day: what detection of repricing reads.
 *
 * @param region a country or sub-division
 * @param currency of the amounts
 */
public record MarketStrata(String region, String currency, Strata strata) {
  /** Whether some of it comes from a source under the protected profile. */
  public boolean holdsProtected() {
    for (int i = 0; i < strata.size(); i++) {
      int employer = Stratum.employer(strata.key(i));
      if (employer != Stratum.ANONYMOUS && employer >= Contribution.PROTECTED) {
        return true;
      }
    }
    return false;
  }
}
