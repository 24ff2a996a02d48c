package io.salarysignals.runtime.feed.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a mapping must set, or none of its records could be accepted. Each text may name choices.
 */
final class Required {
  private static final List<String> SALARY =
      List.of(
          "observationId",
          "observedAt",
          "sourceId",
          "sourceType",
          "title",
          "region|location",
          "currency",
          "payPeriod",
          "amount|amountMin",
          "amount|amountMax");
  private static final List<String> POSTING =
      List.of("postingId", "eventType", "eventAt", "title", "region|regions|location");
  private static final List<String> RATE = List.of("currency", "unitsPerUsd", "effectiveAt");

  private Required() {}

  /** What is not among the fields set. */
  static List<String> missing(FeedTopic topic, Set<String> set) {
    // Events of other types than NEW and OPENED need their id alone: the mapping knows which.
    List<String> needed =
        switch (topic) {
          case SALARY_OBSERVATIONS -> set.contains("eventType") ? List.of("observationId") : SALARY;
          case JOB_POSTINGS -> POSTING;
          case FX_RATES -> RATE;
        };
    List<String> missing = new ArrayList<>();
    for (String choices : needed) {
      if (List.of(choices.split("\\|")).stream().noneMatch(set::contains)) {
        String text =
            choices.equals("observationId") || choices.equals("postingId")
                ? "the id (give `id: [file, line]`, `id: [hash]` or fields." + choices + ")"
                : choices.replace("|", " or ");
        missing.add(text);
      }
    }
    return missing;
  }
}
