package io.salarysignals.runtime.settings;

import org.apache.kafka.common.config.ConfigDef;

/** Every setting: its type, default, bounds and meaning. The documentation is made from this. */
final class Definitions {
  static final ConfigDef CONFIG = new ConfigDef();

  static {
    ProcessDefinitions.add(CONFIG);
    FigureDefinitions.add(CONFIG);
    ResourceDefinitions.add(CONFIG);
  }

  private Definitions() {}
}
