package io.salarysignals.domain.simulate;

/** A simulated record with an identity. */
public sealed interface SimulatedEvent permits SimulatedObservation, SimulatedPosting {
  /** The identity of what the record speaks of: the key of its topic. */
  String id();
}
