package io.salarysignals.domain.intake.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the role that a list of words means. Precision first: a doubtful title stays unmapped. */
final class TitleLookup {
  /** Words that join others and never begin or end a title. */
  static final Set<String> LINKS =
      Set.of("of", "for", "the", "and", "in", "to", "a", "an", "with", "on", "or", "at", "as", "by",
          "from", "de", "und", "et", "y", "e", "/", "our", "is", "are", "you", "we", "s");

  /** After these a title only tells where, for whom or with what. */
  private static final Set<String> TELLS = Set.of("for", "in", "with", "at", "on", "from", "using");

  /** Words that change the job when they stand in front of its name. */
  private static final Set<String> BLOCKERS =
      Set.of("assistant", "deputy", "vice", "manager", "director", "supervisor", "coordinator",
          "recruiter", "recruiting", "recruitment", "hiring", "trainer", "teacher", "professor",
          "tutor", "instructor", "student", "lecturer", "to", "former", "non", "aspiring", "sales",
          "associate", "aide", "helper", "of", "wanted", "head", "officer");

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
    List<String> words = plain(segment);
    for (int length = words.size() - 1; length > 0; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        List<String> phrase = words.subList(from, from + length);
        Role role = taxonomy.exact(phrase);
        if (role == null || length == 1 && !taxonomy.isOpen(phrase)) {
          continue;
        }
        List<String> before = words.subList(0, from);
        boolean fits = before.isEmpty() || taxonomy.isOpen(phrase) && harmless(before);
        if (fits && onlyTells(words.subList(from + length, words.size()))) {
          return role;
        }
      }
    }
    return null;
  }

  private boolean harmless(List<String> before) {
    for (String word : before) {
      if (BLOCKERS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private boolean onlyTells(List<String> after) {
    if (after.isEmpty() || TELLS.contains(after.get(0))) {
      return true;
    }
    if (after.get(0).equals("of") || after.get(0).equals("to")) {
      return false;
    }
    for (String word : after) {
      if (taxonomy.isHead(word) || BLOCKERS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** The role of the first alternative in "Data Analyst/Engineer" or "Data and Business Analyst". */
  Role alternative(List<String> segment) {
    int cut = -1;
    for (int i = 0; i < segment.size() && cut < 0; i++) {
      String word = segment.get(i);
      cut = word.equals("/") || word.equals("and") || word.equals("or") ? i : -1;
    }
    if (cut <= 0) {
      return null;
    }
    List<String> first = segment.subList(0, cut);
    String head = segment.get(segment.size() - 1);
    if (!taxonomy.isHead(first.get(first.size() - 1)) && taxonomy.isHead(head)) {
      first = join(first, List.of(head));
    }
    Role role = exact(first);
    return role != null ? role : within(first);
  }

  boolean isHead(String word) {
    return taxonomy.isHead(word);
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
