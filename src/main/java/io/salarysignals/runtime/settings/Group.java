package io.salarysignals.runtime.settings;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

/** A section of the documentation: adds keys in its order. */
final class Group {
  private final ConfigDef config;
  private final String name;
  private int order;

  Group(ConfigDef config, String name) {
    this.config = config;
    this.name = name;
  }

  void add(String key, Type type, Object byDefault, Validator validator, String meaning) {
    config.define(
        key,
        type,
        byDefault,
        validator,
        Importance.MEDIUM,
        meaning,
        name,
        ++order,
        Width.MEDIUM,
        key);
  }
}
