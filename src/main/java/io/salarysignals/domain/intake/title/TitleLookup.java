package io.salarysignals.domain.intake.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the role that a list of words means. Precision first: a doubtful title stays unmapped. */
final class TitleLookup {
  /** Words that join others and never begin or end a title. */
  static final Set<String> LINKS =
      Set.of(
          "of", "for", "the", "and", "in", "to", "a", "an", "with", "on", "or", "at", "as", "by",
          "from", "de", "und", "et", "y", "e", "/", "our", "is", "are", "you", "we", "s");

  /** After these a title only tells where, for whom or with what. */
  private static final Set<String> TELLS = Set.of("for", "in", "with", "at", "on", "from", "using");

  /** Words that change the job when they stand in front of its name. */
  private static final Set<String> BLOCKERS =
      Set.of(
          "assistant",
          "deputy",
          "vice",
          "manager",
          "director",
          "supervisor",
          "coordinator",
          "recruiter",
          "recruiting",
          "recruitment",
          "hiring",
          "trainer",
          "teacher",
          "professor",
          "tutor",
          "instructor",
          "student",
          "lecturer",
          "to",
          "former",
          "non",
          "aspiring",
          "associate",
          "aide",
          "helper",
          "of",
          "wanted",
          "head",
          "officer");

  /** Words that name a worker although no canonical title ends with them. */
  private static final Set<String> WORKERS =
      Set.of(
          "mentor",
          "executive",
          "professional",
          "expert",
          "evangelist",
          "advisor",
          "integrator",
          "educator",
          "tester",
          "master",
          "technologist",
          "planner",
          "member",
          "staff",
          "partner",
          "owner",
          "president",
          "ambassador",
          "champion",
          "guru",
          "fellow",
          "practitioner",
          "leader",
          "lead",
          "chief",
          "trainee",
          "intern",
          "worker",
          "crew",
          "rep",
          "seller",
          "author",
          "curator",
          "examiner",
          "assessor",
          "tutor",
          "auditor",
          "broker",
          "inspector",
          "operator",
          "planners");

  private final TitleTaxonomy taxonomy;

  TitleLookup(TitleTaxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  Role exact(List<String> words) {
    return words.isEmpty() ? null : taxonomy.exact(plain(words));
  }

  /** The role of {@code a} followed by {@code b}. */
  Role exact(List<String> a, List<String> b) {
    return exact(join(a, b));
  }

  /**
   * The role named by the longest known title within the words: other words may precede it if it is
   * open, and may follow it if none of them names a worker.
   */
  Role within(List<String> segment) {
    return within(segment, true);
  }

  /**
   * As {@link #within}, for a discipline ("Data Science Geospatial") in place of a worker's name.
   */
  Role discipline(List<String> segment) {
    return within(segment, false);
  }

  private Role within(List<String> segment, boolean worker) {
    List<String> words = plain(segment);
    for (int length = words.size() - 1; length > 0; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        List<String> phrase = words.subList(from, from + length);
        Role role = taxonomy.exact(phrase);
        if (role == null
            || length == 1 && !taxonomy.isOpen(phrase)
            || worker != isHead(phrase.get(length - 1))) {
          continue;
        }
        List<String> before = words.subList(0, from);
        boolean fits = before.isEmpty() || taxonomy.isOpen(phrase) && harmless(before);
        if (fits && onlyTells(phrase, words.subList(from + length, words.size()))) {
          return role;
        }
      }
    }
    return null;
  }

  private boolean harmless(List<String> before) {
    for (String word : before) {
      if (BLOCKERS.contains(word) || TELLS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private boolean onlyTells(List<String> title, List<String> after) {
    if (after.isEmpty() || TELLS.contains(after.get(0))) {
      return true;
    }
    // "Professor of Chemistry" is a professor, "Director of Sales" no director of whatever.
    boolean subject = after.get(0).equals("of") && title.get(title.size() - 1).equals("professor");
    if (!subject && (after.get(0).equals("of") || after.get(0).equals("to"))) {
      return false;
    }
    for (String word : subject ? after.subList(1, after.size()) : after) {
      if (isHead(word) || BLOCKERS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first role of "Data Analyst/Scientist", "Data Analyst and Trainer" or "Data/BI Analyst",
   * where that is a known title as it stands or with the last word that the alternatives share.
   */
  Role alternative(List<String> segment) {
    List<String> first = firstPart(segment);
    if (first == null) {
      return null;
    }
    if (isHead(first.get(first.size() - 1))) {
      return exact(first);
    }
    List<String> second = segment.subList(first.size() + 1, segment.size());
    boolean share = segment.get(first.size()).equals("/") && exact(second) != null;
    String head = segment.get(segment.size() - 1);
    return share && isHead(head) ? exact(join(first, List.of(head))) : null;
  }

  /** What stands before the first slash, "and" or "or", or null. */
  static List<String> firstPart(List<String> segment) {
    for (int i = 0; i + 1 < segment.size(); i++) {
      String word = segment.get(i);
      if (word.equals("/") || word.equals("and") || word.equals("or")) {
        return i == 0 ? null : segment.subList(0, i);
      }
    }
    return null;
  }

  boolean isHead(String word) {
    return WORKERS.contains(word) || taxonomy.isHead(word);
  }

  static List<String> join(List<String> a, List<String> b) {
    List<String> all = new ArrayList<>(a.size() + b.size());
    all.addAll(a);
    all.addAll(b);
    return all;
  }

  static List<String> plain(List<String> words) {
    if (!words.contains("/")) {
      return words;
    }
    List<String> plain = new ArrayList<>(words);
    plain.removeIf("/"::equals);
    return plain;
  }
}
