package io.salarysignals.domain.demand;

/** What drives a change of demand: how many are sought, what is sought, both or neither. */
public enum Driver {
  VOLUME,
  EVOLUTION,
  BOTH,
  NEITHER
}
