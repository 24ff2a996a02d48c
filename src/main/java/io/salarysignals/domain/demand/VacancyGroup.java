package io.salarysignals.domain.demand;

import java.util.Map;
import java.util.TreeMap;

/** The postings of one employer in one role or family, by key: among them vacancies are found. */
public final class VacancyGroup {
  private final TreeMap<Long, PostingLife> members = new TreeMap<>();

  /** The postings by key, without reposts and pay. */
  public Map<Long, PostingLife> members() {
    return members;
  }
}
