package io.salarysignals.domain.intake.skill;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.intake.PlainText;
import io.salarysignals.domain.intake.SkillNormaliser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Maps skills and certifications to canonical ids by a shipped dictionary that a user's file
 * extends; what it does not know keeps a cleaned id of its own. Pure, thread-safe and total.
 */
public final class CanonicalSkillNormaliser implements SkillNormaliser {
  /** Longest id; a longer one is cut after its last whole word that fits. */
  public static final int MAX_ID = 48;

  /** Characters of a raw entry that are read. */
  static final int MAX_RAW = 200;

  /** Up to this many entries a list kept in order by insertion is quicker than a tree. */
  private static final int FEW = 16;

  private static final Pattern LISTED = Pattern.compile("[,;|\\n•]");
  private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");
  private static final Pattern AND = Pattern.compile("\\s+(?:and|&|\\+|or)\\s+|\\s*&\\s*");
  private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)|\\[([^\\[\\]]*)]");
  private static final Pattern VERSION = Pattern.compile("v?\\d+(?:\\.[\\dx]+)*");
  private static final Set<String> FILLER =
      Set.of(
          "programming",
          "language",
          "framework",
          "skills",
          "development",
          "software",
          "tool",
          "library",
          "certification",
          "certifications",
          "certificate",
          "cert",
          "certified",
          "license",
          "licence",
          "licensed",
          "exam",
          "credential",
          "experience",
          "knowledge",
          "proficiency",
          "plus");

  private final SkillDictionary dictionary;
  private final BoundedCache<List<String>> skills;
  private final BoundedCache<List<String>> certifications;
  private final LongAdder truncated = new LongAdder();

  private CanonicalSkillNormaliser(Path userFile, int cacheSize) {
    this.dictionary = new SkillDictionary(userFile);
    this.skills = new BoundedCache<>(cacheSize, raw -> read(raw, false));
    this.certifications = new BoundedCache<>(cacheSize, raw -> read(raw, true));
  }

  /**
   * The normaliser with the shipped dictionary alone.
   *
   * @param cacheSize slots for recent entries of each kind, as in {@link BoundedCache}
   */
  public static CanonicalSkillNormaliser shipped(int cacheSize) {
    return new CanonicalSkillNormaliser(null, cacheSize);
  }

  /**
   * The normaliser with the shipped dictionary extended, and where they meet overridden, by a file.
   *
   * @throws IllegalArgumentException if a line is wrong; the message names file and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static CanonicalSkillNormaliser shippedAnd(Path userFile, int cacheSize) {
    return new CanonicalSkillNormaliser(userFile, cacheSize);
  }

  /** How many ids were cut to {@link #MAX_ID} so far; the cache hides repeats. */
  public long truncated() {
    return truncated.sum();
  }

  /** Whether an id is in the dictionary. */
  @Override
  public boolean isKnownSkill(String id) {
    return id.equals(known(id, false));
  }

  /** Whether a certification id is in the dictionary. */
  public boolean isKnownCertification(String id) {
    return id.equals(known(id, true));
  }

  @Override
  public List<String> skills(List<String> raw) {
    return all(raw, skills);
  }

  @Override
  public List<String> certifications(List<String> raw) {
    return all(raw, certifications);
  }

  private static List<String> all(List<String> raw, BoundedCache<List<String>> cache) {
    if (raw == null || raw.isEmpty()) {
      return List.of();
    }
    if (raw.size() > FEW) {
      TreeSet<String> ids = new TreeSet<>();
      raw.stream().filter(entry -> entry != null).forEach(entry -> ids.addAll(cache.get(entry)));
      return List.copyOf(ids);
    }
    List<String> ids = new ArrayList<>(raw.size() + 2);
    for (String entry : raw) {
      if (entry != null) {
        // By index: these lists are short, and this is done for every record.
        List<String> own = cache.get(entry);
        for (int i = 0; i < own.size(); i++) {
          insert(own.get(i), ids);
        }
      }
    }
    return ids;
  }

  /** Keeps {@code sorted} ascending and without repetition. */
  private static void insert(String id, List<String> sorted) {
    int at = sorted.size();
    while (at > 0) {
      int order = id.compareTo(sorted.get(at - 1));
      if (order == 0) {
        return;
      }
      if (order > 0) {
        break;
      }
      at--;
    }
    sorted.add(at, id);
  }

  private List<String> read(String raw, boolean certification) {
    Collection<String> ids = new TreeSet<>();
    String text = PlainText.fold(raw, MAX_RAW);
    String whole = known(text, certification);
    if (whole != null) {
      return List.of(whole);
    }
    for (String entry : LISTED.split(text)) {
      entry(entry, certification, ids);
    }
    return List.copyOf(ids);
  }

  private void entry(String text, boolean certification, Collection<String> ids) {
    String outer = BRACKETS.matcher(text).replaceAll(" ");
    String id = known(text, certification);
    id = id != null ? id : known(outer, certification);
    id = id != null ? id : bracketed(text, certification);
    if (id != null) {
      ids.add(id);
    } else if (!split(SLASH, outer, certification, ids, false)
        && !split(AND, outer, certification, ids, true)) {
      String own = own(PlainText.words(outer.isBlank() ? text : outer));
      if (!own.isEmpty()) {
        ids.add(own);
      }
    }
  }

  private String bracketed(String text, boolean certification) {
    var inner = BRACKETS.matcher(text);
    while (inner.find()) {
      String id = known(inner.group(1) != null ? inner.group(1) : inner.group(2), certification);
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  /** Adds the parts where one of them (or, if {@code all}, each) is known: else it is one name. */
  private boolean split(
      Pattern at, String text, boolean certification, Collection<String> ids, boolean all) {
    String[] parts = at.split(text.strip());
    String[] found = new String[parts.length];
    int known = 0;
    for (int i = 0; i < parts.length; i++) {
      found[i] = known(parts[i], certification);
      known += found[i] == null ? 0 : 1;
    }
    if (parts.length < 2 || known == 0 || all && known < parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      String id = found[i] == null ? own(PlainText.words(parts[i])) : found[i];
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    return true;
  }

  /** The id of a name, also without filler words around it and versions behind it, or null. */
  private String known(String text, boolean certification) {
    List<String> words = new ArrayList<>(SkillDictionary.words(text));
    String id = dictionary.id(SkillDictionary.key(words), certification);
    while (id == null && words.size() > 1 && FILLER.contains(words.get(0))) {
      words.remove(0);
      id = dictionary.id(SkillDictionary.key(words), certification);
    }
    while (id == null && words.size() > 1 && droppable(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
      id = dictionary.id(SkillDictionary.key(words), certification);
    }
    return id;
  }

  private static boolean droppable(String word) {
    return FILLER.contains(word) || VERSION.matcher(word).matches();
  }

  private String own(List<String> words) {
    StringBuilder id = new StringBuilder();
    for (String word : words) {
      if (word.equals("/")) {
        continue;
      }
      if (id.length() + word.length() + 1 > MAX_ID) {
        truncated.increment();
        if (id.length() == 0) {
          id.append(word, 0, MAX_ID);
        }
        break;
      }
      id.append(id.length() == 0 ? "" : "-").append(word);
    }
    return id.toString();
  }
}
