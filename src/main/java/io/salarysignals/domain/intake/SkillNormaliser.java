package io.salarysignals.domain.intake;

import java.util.List;

/** Turns skills or certifications as written into canonical ids. Pure, thread-safe and total. */
public interface SkillNormaliser {
  /**
   * Canonical ids of {@code raw}: aliases resolved, compound entries split, de-duplicated, in
   * canonical (ascending) order. Ids are lower-case kebab-case with {@code . + #} kept.
   */
  List<String> skills(List<String> raw);

  /** Whether a canonical id is in the shipped or the user's list, rather than made of the text. */
  default boolean isKnownSkill(String id) {
    return true;
  }

  /** As {@link #skills}, for certifications. */
  List<String> certifications(List<String> raw);
}
