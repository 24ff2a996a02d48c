package io.salarysignals.runtime.app;

import java.util.List;
import java.util.Optional;

/** The topologies that this build knows. */
public final class Topologies {
  /** All of them, in the order of the flow. A new topology is added here. */
  public static final List<TopologyFactory> ALL =
      List.of(new TrendsFactory(), new DemandFactory(), new RepricingFactory());

  private Topologies() {}

  /** The topology of this name. */
  public static Optional<TopologyFactory> byName(String name) {
    return ALL.stream().filter(factory -> factory.name().equals(name)).findFirst();
  }
}
