package io.salarysignals.domain.demand;

import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Pay;

/**
 * Pay as a posting advertises it, converted once when its event was admitted.
 *
 * @param stated hash of currency, period and range: equal while the same pay is advertised
 * @param place where it counts: the place of the posting, or what several places share
 * @param currency currency of the place's country
 * @param local the pay in that currency
 * @param usd the pay in US dollars; the same object where the currency is USD
 * @param employer the employer as pay statistics count it
 * @param flags bits of {@link io.salarysignals.domain.intake.Flag}
 */
public record AdvertisedPay(
    long stated,
    RegionPath place,
    PayPeriod period,
    String currency,
    Pay local,
    Pay usd,
    int employer,
    int flags) {}
