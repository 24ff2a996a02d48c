package io.salarysignals.runtime.app;

import io.salarysignals.runtime.metrics.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns numbers into sentences for people. */
final class Notices {
  /** Without input for this long, windows are said not to move. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private Notices() {}

  static List<String> of(
      Phase phase, long restoring, long lag, Activity activity, Instant started, Instant now) {
    List<String> notices = new ArrayList<>();
    switch (phase) {
      case CREATED -> notices.add("not started yet");
      case REBALANCING ->
          notices.add(
              restoring > 0
                  ? "restoring local state: " + restoring + " records to go"
                  : "tasks are being handed out among the processes");
      case FAILED -> notices.add("stopped by a failure: see the log");
      default -> {}
    }
    Instant last = activity.lastInput() == null ? started : activity.lastInput();
    if (phase == Phase.RUNNING && lag <= 0 && Duration.between(last, now).compareTo(QUIET) > 0) {
      notices.add(
          "windows do not move: no input since "
              + (activity.lastInput() == null ? "the start at " + started : last));
    } else if (phase == Phase.RUNNING && lag > 0) {
      notices.add("catching up: " + lag + " records unread");
    }
    activity.watermarks().entrySet().stream()
        .filter(entry -> entry.getValue().equals("none"))
        .findFirst()
        .ifPresent(
            entry ->
                notices.add(
                    "no FINAL yet: "
                        + entry.getKey()
                        + " has had no accepted record, so nobody knows how far it is"));
    return List.copyOf(notices);
  }
}
