package io.salarysignals.domain.intake.title;

import io.salarysignals.domain.intake.Lines;
import io.salarysignals.domain.intake.Phrases;
import io.salarysignals.domain.market.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes seniority words and noise words out of a segment, except where they are part of a role. */
final class LevelWords {
  /**
   * What a segment says besides its role.
   *
   * @param words what is left
   * @param said words taken out because they say a level, in order
   * @param level the greatest level said by words, or null
   * @param number the level said by a grade number, or null
   * @param leads whether a word says that a function is led (director, head of)
   * @param endsWithLead whether "lead" was the last word, so that it may be the noun of the title
   * @param staff whether the word "staff" is among {@code said}: a level in technology only
   */
  record Reading(
      List<String> words,
      List<String> said,
      Level level,
      Level number,
      boolean leads,
      boolean endsWithLead,
      boolean staff) {}

  private record Meaning(Level level, boolean leads, boolean noise) {}

  private static final Map<String, Level> GRADES =
      Map.of(
          "i",
          Level.ENTRY,
          "ii",
          Level.MID,
          "iii",
          Level.SENIOR,
          "iv",
          Level.LEAD,
          "v",
          Level.PRINCIPAL,
          "1",
          Level.ENTRY,
          "2",
          Level.MID,
          "3",
          Level.SENIOR,
          "4",
          Level.LEAD,
          "5",
          Level.PRINCIPAL);

  private final TitleTaxonomy taxonomy;
  private final Phrases<Meaning> meanings = new Phrases<>();

  LevelWords(TitleTaxonomy taxonomy, TitleWords words) {
    this.taxonomy = taxonomy;
    for (Lines line : Lines.shipped(LevelWords.class, "noise.txt")) {
      meanings.put(words.key(line.cell(0)), new Meaning(null, false, true));
    }
    for (Lines line : Lines.shipped(LevelWords.class, "levels.tsv")) {
      String[] cell = line.cell(1).split(",");
      Level level = cell[0].equals("-") ? null : Level.valueOf(cell[0]);
      meanings.put(words.key(line.cell(0)), new Meaning(level, cell.length > 1, false));
    }
  }

  Reading read(List<String> full) {
    List<String> segment = withoutSuperior(full);
    List<String> left = new ArrayList<>(segment.size());
    List<String> said = new ArrayList<>(2);
    Level level = null;
    Level number = null;
    boolean leads = false;
    boolean staff = false;
    boolean endsWithLead = false;
    for (int i = 0; i < segment.size(); ) {
      String word = segment.get(i);
      Phrases.Match<Meaning> match = meanings.longestAt(segment, i);
      int known = taxonomy.longestAt(segment, i);
      int shortest = match == null ? 0 : match.length();
      boolean saysLevel = match != null && match.value().level != null;
      if (known > (saysLevel ? Math.max(1, shortest) : 1)
          && known >= shortest
          && holdsMeaning(segment, i, known)) {
        left.addAll(segment.subList(i, i + known));
        i += known;
        continue;
      }
      if (match != null && (match.value().noise || match.value().level != null)) {
        Meaning meaning = match.value();
        if (meaning.level != null) {
          said.addAll(segment.subList(i, i + shortest));
          staff |= word.equals("staff");
          boolean weak = word.equals("staff");
          level = weak ? level : stronger(level, meaning.level);
          leads |= meaning.leads;
          if (word.equals("chief") && segment.get(segment.size() - 1).equals("officer")) {
            left.add(word);
          }
          endsWithLead = word.equals("lead") && i + 1 == segment.size() && i > 0;
        }
        i += shortest;
      } else if (match != null) {
        left.addAll(segment.subList(i, i + shortest));
        i += shortest;
      } else if (GRADES.containsKey(word) && isGrade(segment, i)) {
        number = stronger(number, GRADES.get(word));
        said.add(word);
        i++;
      } else {
        left.add(word);
        i++;
      }
    }
    if (left.isEmpty() && said.isEmpty() && segment.size() == 1 && segment.get(0).equals("head")) {
      said.add("head");
    }
    return new Reading(trim(left), said, level, number, leads, endsWithLead, staff);
  }

  /**
   * "Assistant to the Director" says nothing about a director's level: it is an assistant's title.
   */
  private static List<String> withoutSuperior(List<String> segment) {
    for (int i = 0; i + 2 < segment.size(); i++) {
      if (segment.get(i).equals("assistant") && segment.get(i + 1).equals("to")) {
        return List.of("executive", "assistant");
      }
    }
    return segment;
  }

  /** A known title guards its words only where one of them would be taken out otherwise. */
  private boolean holdsMeaning(List<String> segment, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (meanings.longestAt(segment, i) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isGrade(List<String> segment, int i) {
    if (i == 0) {
      return false;
    }
    return i + 1 == segment.size() || taxonomy.isHead(segment.get(i - 1));
  }

  /** Without function words and slashes at either end. */
  static List<String> trim(List<String> words) {
    int from = 0;
    int to = words.size();
    while (from < to && TitleLookup.LINKS.contains(words.get(from))) {
      from++;
    }
    while (to > from && TitleLookup.LINKS.contains(words.get(to - 1))) {
      to--;
    }
    return List.copyOf(words.subList(from, to));
  }

  /** The greater of two levels; who is an intern stays one whatever else the title says. */
  static Level stronger(Level a, Level b) {
    if (a == Level.INTERN || b == Level.INTERN) {
      return Level.INTERN;
    }
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }
}
