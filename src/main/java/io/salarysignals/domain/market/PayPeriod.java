package io.salarysignals.domain.market;

/** The period an amount pays for (schema.org {@code QuantitativeValue.unitText}). */
public enum PayPeriod {
  HOUR,
  DAY,
  WEEK,
  MONTH,
  YEAR
}
