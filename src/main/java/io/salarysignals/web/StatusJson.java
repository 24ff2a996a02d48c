package io.salarysignals.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.salarysignals.runtime.app.AppStatus;
import java.time.Instant;
import java.util.stream.Collectors;

/** The status of the process as JSON: times in ISO-8601, names in the order of the records. */
final class StatusJson {
  private StatusJson() {}

  static ObjectMapper mapper() {
    SimpleModule times =
        new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance);
    return new ObjectMapper().registerModule(times);
  }

  /** What the topologies have to say, in one line. */
  static String notices(AppStatus status) {
    return status.topologies().stream()
        .map(
            t ->
                t.name()
                    + " is "
                    + t.phase()
                    + (t.notices().isEmpty() ? "" : " (" + String.join("; ", t.notices()) + ")"))
        .collect(Collectors.joining(", "));
  }
}
