package io.salarysignals.domain.market;

/** What a pay figure rests on: pay that someone gets, or pay that is advertised. Never mixed. */
public enum Basis {
  PAID,
  POSTED
}
