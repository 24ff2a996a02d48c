package io.salarysignals.domain.intake.title;

import io.salarysignals.domain.intake.Lines;
import io.salarysignals.domain.intake.Phrases;
import io.salarysignals.domain.intake.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a raw title into segments of words: noise that has a shape goes, spellings are unified. */
final class TitleWords {
  /** Characters of a raw title that are read; what follows is never part of a job's name. */
  static final int MAX_TITLE = 400;

  private static final String MONEY =
      "[$€£]\\s*\\d[\\d.,]*\\s*k?(?:\\s*(?:-|to)\\s*[$€£]?\\s*\\d[\\d.,]*\\s*k?)?\\+?"
          + "(?:\\s*(?:/|per |an? )\\s*(?:hour|hr|h|year|yr|annum|month|week|day)\\b)?";
  private static final Pattern SHAPED_NOISE =
      Pattern.compile(
          MONEY
              + "|\\b\\d{2,3}(?:[.,]\\d+)?\\s*k\\b(?:\\s*(?:-|to)\\s*\\d{2,3}\\s*k\\b)?"
              + "|\\b\\d+(?:[.,]\\d+)?\\s*%"
              + "|\\b\\d+\\s*(?:/|per )\\s*(?:hour|hr|year|yr|annum)\\b"
              + "|\\b(?:requisition|req|job id|job ref|job|ref|id)[\\s.:#-]*(?:no\\.?\\s*)?[a-z]{0,3}-?\\d{3,}\\b"
              + "|#\\s*[a-z]{0,3}-?\\d+\\b"
              + "|\\b[a-z]{0,4}-?\\d{4,}(?:-\\d+)*\\b"
              + "|(?<=[a-z]{4})remote\\b" // stuck to the word before it by whoever took the page
              // apart
              + "|https?://\\S+|www\\.\\S+|\\S+@\\S+\\.\\S+");
  private static final Pattern GENDER_MARK =
      Pattern.compile("\\(?\\b[mwfdxhi](?:\\s?[/|*,.&:]\\s?[mwfdxhi]){1,3}\\b\\)?");
  private static final Pattern GENDER_ENDING =
      Pattern.compile(
          "(?<=[a-z]{3})(?:[:*_]in(?:nen)?|\\(in\\)|/-?in|\\(-in\\)|\\(e\\)|\\(a\\)|/a|/-?euse)(?![a-z])");
  private static final Pattern DOTTED_LEVEL =
      Pattern.compile("\\b(sr|jr|snr|jnr|mgr|asst|assoc|dir)\\.");
  private static final Pattern NUMBERED =
      Pattern.compile("\\b(sde|swe|engineer|analyst|developer|scientist)-?([1-5])\\b");
  private static final Pattern BRACKETS = Pattern.compile("[(\\[{]([^()\\[\\]{}]*)[)\\]}]");
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[|,;()\\[\\]{}~!?\"<>=]|:(?!\\S)|\\s-+|-+\\s|--+|\\s@\\s?|//|\\.\\s(?=\\S{3})|\\sat\\s(?!home)");

  private final Phrases<List<String>> spellings = new Phrases<>();

  TitleWords() {
    for (Lines line : Lines.shipped(TitleWords.class, "words.tsv")) {
      spellings.put(PlainText.words(line.cell(0)), PlainText.words(line.cell(1)));
    }
  }

  /** The segments of a raw title, each a list of words, none empty. */
  List<List<String>> segments(String raw) {
    String text = PlainText.fold(raw, MAX_TITLE);
    text = GENDER_ENDING.matcher(text).replaceAll("");
    text = GENDER_MARK.matcher(text).replaceAll(" | ");
    text = SHAPED_NOISE.matcher(text).replaceAll(" | ");
    text = DOTTED_LEVEL.matcher(text).replaceAll("$1 ");
    text = NUMBERED.matcher(text).replaceAll("$1 $2");
    List<List<String>> segments = new ArrayList<>();
    // What stands in brackets comes last: it explains a title that goes on behind it.
    StringBuilder asides = new StringBuilder();
    Matcher brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      asides.append('|').append(brackets.group(1));
    }
    text = BRACKETS.matcher(text).replaceAll(" ") + asides;
    for (String part : SEPARATOR.split(text)) {
      List<String> words = unify(PlainText.words(part));
      if (!words.isEmpty()) {
        segments.add(words);
      }
    }
    return segments;
  }

  /** The words of a title of the taxonomy: no segments, no noise. */
  List<String> key(String title) {
    List<String> words = unify(PlainText.words(PlainText.fold(title, MAX_TITLE)));
    words.removeIf("/"::equals);
    return words;
  }

  private List<String> unify(List<String> words) {
    List<String> out = new ArrayList<>(words.size() + 2);
    for (int i = 0; i < words.size(); ) {
      Phrases.Match<List<String>> match = spellings.longestAt(words, i);
      if (match == null) {
        out.add(words.get(i++));
      } else {
        out.addAll(match.value());
        i += match.length();
      }
    }
    return out;
  }
}
