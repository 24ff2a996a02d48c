package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that are each valid but cannot hold together. Keys whose value is bad are passed over. */
final class Contradictions {
  private final Settings settings;
  private final Map<String, Object> values;
  private final List<String> found = new ArrayList<>();

  Contradictions(Settings settings, Map<String, Object> values) {
    this.settings = settings;
    this.values = values;
  }

  List<String> find() {
    below(PAY_MIN_USD, PAY_MAX_USD);
    notAbove(GATE_MAX_SHARE, GATE_MAX_TOP2_SHARE);
    notAbove(GATE_PROTECTED_MAX_SHARE, GATE_PROTECTED_MAX_TOP2_SHARE);
    notAbove(GATE_MIN_EMPLOYERS, GATE_MIN_N);
    notAbove(GATE_PROTECTED_MIN_EMPLOYERS, GATE_PROTECTED_MIN_N);
    notAbove(GATE_MIN_EMPLOYERS, GATE_TAIL_MIN_EMPLOYERS);
    // The protected profile promises to be the stricter one.
    notAbove(GATE_MIN_N, GATE_PROTECTED_MIN_N);
    notAbove(GATE_MIN_EMPLOYERS, GATE_PROTECTED_MIN_EMPLOYERS);
    notAbove(GATE_TAIL_MIN_EMPLOYERS, GATE_PROTECTED_TAIL_MIN_EMPLOYERS);
    notAbove(GATE_PROTECTED_MAX_SHARE, GATE_MAX_SHARE);
    notAbove(GATE_PROTECTED_MAX_TOP2_SHARE, GATE_MAX_TOP2_SHARE);
    if (valid(TOPICS_REPLICATION, TOPICS_MIN_INSYNC)) {
      int replicas = settings.integer(TOPICS_REPLICATION);
      if (replicas > 0 && replicas < settings.integer(TOPICS_MIN_INSYNC)) {
        found.add(
            TOPICS_MIN_INSYNC + " exceeds " + TOPICS_REPLICATION + ": no write would succeed");
      }
    }
    if (valid(ROCKSDB_CACHE_BYTES, ROCKSDB_WRITE_BUFFER_BYTES)
        && settings.bytes(ROCKSDB_WRITE_BUFFER_BYTES) >= settings.bytes(ROCKSDB_CACHE_BYTES)) {
      found.add(
          ROCKSDB_WRITE_BUFFER_BYTES
              + " must be less than "
              + ROCKSDB_CACHE_BYTES
              + ", of which it is a part");
    }
    if (valid(GROUP_PROTOCOL, GROUP_INSTANCE_ID)
        && settings.text(GROUP_PROTOCOL).equals("streams")
        && settings.optionalText(GROUP_INSTANCE_ID).isPresent()) {
      found.add(
          GROUP_INSTANCE_ID
              + " needs "
              + GROUP_PROTOCOL
              + "=classic: the streams protocol of"
              + " this Kafka version has no static membership");
    }
    if (valid(REGISTRY_USER_INFO)
        && settings.secret(REGISTRY_USER_INFO).length() > 0
        && settings.secret(REGISTRY_USER_INFO).indexOf(':') < 1) {
      found.add(REGISTRY_USER_INFO + " must have the form user:password");
    }
    if (valid(RETENTION, WINDOW_GRACE)) {
      Duration grace = settings.duration(WINDOW_GRACE);
      settings
          .bound(RETENTION)
          .filter(retention -> retention.compareTo(grace) < 0)
          .ifPresent(
              r ->
                  found.add(
                      RETENTION
                          + " must not be less than "
                          + WINDOW_GRACE
                          + ": records would be too late for windows that are still open"));
    }
    return found;
  }

  private void below(String low, String high) {
    if (valid(low, high) && amount(low) >= amount(high)) {
      found.add(
          low
              + " must be less than "
              + high
              + ": "
              + values.get(low)
              + " is not less than "
              + values.get(high));
    }
  }

  private void notAbove(String low, String high) {
    if (valid(low, high) && amount(low) > amount(high)) {
      found.add(
          low
              + " must not exceed "
              + high
              + ": "
              + values.get(low)
              + " exceeds "
              + values.get(high));
    }
  }

  private double amount(String key) {
    return ((Number) values.get(key)).doubleValue();
  }

  private boolean valid(String... keys) {
    for (String key : keys) {
      if (!values.containsKey(key)) {
        return false;
      }
    }
    return true;
  }
}
