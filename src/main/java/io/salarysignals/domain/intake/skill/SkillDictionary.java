package io.salarysignals.domain.intake.skill;

import io.salarysignals.domain.intake.Lines;
import io.salarysignals.domain.intake.PlainText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Canonical ids and the ways to write them. A line is {@code id<TAB>skill|certification<TAB>alias;
 * alias;...}; a user's file adds ids, and takes over an id or an alias that the shipped file has.
 */
final class SkillDictionary {
  private static final Pattern ID = Pattern.compile("[a-z0-9.][a-z0-9.+#-]*");
  private static final String SKILL = "skill";
  private static final String CERTIFICATION = "certification";

  private record Owner(String id, String source) {}

  private final Map<String, Owner> skills = new HashMap<>();
  private final Map<String, Owner> certifications = new HashMap<>();

  /** The shipped dictionary and a user's file, which may be null. */
  SkillDictionary(Path userFile) {
    Lines.shipped(SkillDictionary.class, "skills.tsv").forEach(this::add);
    if (userFile != null) {
      Lines.of(userFile).forEach(this::add);
    }
  }

  private void add(Lines line) {
    String id = line.cell(0);
    if (line.cells().size() < 2 || line.cells().size() > 3) {
      throw line.error("expected id, skill or certification, aliases separated by tabs");
    }
    if (!ID.matcher(id).matches() || id.length() > CanonicalSkillNormaliser.MAX_ID) {
      throw line.error(
          "id '"
              + id
              + "' must be lower-case letters, digits and . + # - (at most "
              + CanonicalSkillNormaliser.MAX_ID
              + ")");
    }
    String kind = line.cell(1);
    if (!kind.equals(SKILL) && !kind.equals(CERTIFICATION)) {
      throw line.error("kind '" + kind + "' must be skill or certification");
    }
    Map<String, Owner> names = kind.equals(SKILL) ? skills : certifications;
    name(line, names, id, id);
    line.list(2).forEach(alias -> name(line, names, alias, id));
  }

  private static void name(Lines line, Map<String, Owner> names, String name, String id) {
    String key = key(words(PlainText.fold(name, CanonicalSkillNormaliser.MAX_RAW)));
    if (key.isEmpty()) {
      throw line.error("'" + name + "' has no letters or digits");
    }
    Owner before = names.put(key, new Owner(id, line.source()));
    if (before != null && before.source.equals(line.source()) && !before.id.equals(id)) {
      throw line.error("'" + name + "' already means " + before.id);
    }
  }

  /** The words of a folded name; the plus at the end of "Security+" is the word "plus". */
  static List<String> words(String text) {
    String name = text.strip();
    boolean plus = name.endsWith("+") && !name.endsWith("++");
    return PlainText.words(plus ? name.substring(0, name.length() - 1) + " plus" : name);
  }

  /** How names are compared: lower-case ASCII words without slashes. */
  static String key(List<String> words) {
    StringBuilder key = new StringBuilder();
    for (String word : words) {
      if (!word.equals("/")) {
        key.append(key.length() == 0 ? "" : " ").append(word);
      }
    }
    return key.toString();
  }

  /** The id that a key means, or null. */
  String id(String key, boolean certification) {
    Owner owner = (certification ? certifications : skills).get(key);
    return owner == null ? null : owner.id;
  }
}
