package io.salarysignals.domain.pane;

import java.util.HashMap;
import java.util.Map;

/**
 * The reference pay yref of a currency: 50,000 times a power of ten near the units that a US dollar
 * buys. It is a constant, never a rate: it only keeps ln y - ln yref small, so that sums of squares
 * stay far from the bounds of a long.
 */
public final class LogReference {
  private static final double BASE = 50_000;
  private static final double LN_BASE = StrictMath.log(BASE);
  private static final Map<String, Double> REFERENCE = new HashMap<>();
  private static final Map<String, Double> LN = new HashMap<>();

  static {
    put(
        1,
        "ARS BWP CNY CZK DKK EGP HKD HNL MAD MDL MOP MXN MZN NAD NIO NOK PHP SEK SVC SZL THB TRY");
    put(1, "TWD UAH UYU ZAR ZMW MRU MUR GTQ ERN LSL BOB");
    put(2, "AFN ALL AMD AOA BDT BTN CVE DJF DOP DZD ETB GMD HTG INR ISK JMD JPY KES KGS LKR LRD");
    put(2, "MKD NPR PKR RSD RUB XPF YER VUV VES KZT HUF CRC");
    put(
        3,
        "BIF CDF CLP COP IQD KMF KRW LBP MGA MMK MNT MWK NGN PYG RWF SDG SOS SSP TZS UGX XAF XOF");
    put(4, "GNF IDR IRR KHR LAK SLL STN SYP UZS VND");
  }

  private LogReference() {}

  private static void put(int power, String currencies) {
    for (String currency : currencies.split(" ")) {
      double reference = BASE * StrictMath.pow(10, power);
      REFERENCE.put(currency, reference);
      LN.put(currency, StrictMath.log(reference));
    }
  }

  /** ln yref of a currency. */
  public static double ln(String currency) {
    Double ln = LN.get(currency);
    return ln == null ? LN_BASE : ln;
  }

  /** yref of a currency, in units of the currency. */
  public static double of(String currency) {
    Double reference = REFERENCE.get(currency);
    return reference == null ? BASE : reference;
  }
}
