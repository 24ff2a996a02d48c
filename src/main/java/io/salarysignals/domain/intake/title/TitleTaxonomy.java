package io.salarysignals.domain.intake.title;

import io.salarysignals.domain.intake.Lines;
import io.salarysignals.domain.intake.Phrases;
import io.salarysignals.domain.market.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The known roles, their families and the titles that mean them.
 *
 * <p>A line is {@code slug<TAB>family<TAB>canonical title<TAB>alias;alias;...<TAB>level}; the last
 * two cells may be left out. An alias {@code * data analyst} also stands for titles with other
 * words in front of it ("Healthcare Data Analyst"); {@code *} alone says so of the canonical title.
 * A user's file adds roles, and takes over a slug or an alias that the shipped file has.
 */
public final class TitleTaxonomy {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9.][a-z0-9.+#-]*");
  private static final String FILE = "roles.tsv";

  private record Owner(Role role, String source) {}

  private final TitleWords words;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Map<String, Owner> owners = new HashMap<>();
  private final Phrases<String> exact = new Phrases<>();
  private final Phrases<String> open = new Phrases<>();
  private final Set<String> heads = new HashSet<>();

  private TitleTaxonomy(TitleWords words) {
    this.words = words;
  }

  /**
   * The shipped taxonomy, extended by a file where one is given.
   *
   * @param userFile tab-separated, as above, or null
   * @throws IllegalArgumentException if a line is wrong; the message names file and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  static TitleTaxonomy load(TitleWords words, Path userFile) {
    TitleTaxonomy taxonomy = new TitleTaxonomy(words);
    Lines.shipped(TitleTaxonomy.class, FILE).forEach(taxonomy::add);
    if (userFile != null) {
      Lines.of(userFile).forEach(taxonomy::add);
    }
    return taxonomy;
  }

  private void add(Lines line) {
    String slug = line.cell(0);
    if (line.cells().size() < 3 || line.cells().size() > 5) {
      throw line.error("expected slug, family, title, aliases, level separated by tabs");
    }
    requireSlug(line, slug, "slug");
    requireSlug(line, line.cell(1), "family");
    Role role = new Role(slug, line.cell(1), line.cell(2), level(line));
    Role before = roles.put(slug, role);
    if (before != null
        && owners.containsKey(slug)
        && owners.get(slug).source.equals(line.source())) {
      throw line.error("role " + slug + " is there twice");
    }
    owners.put(slug, new Owner(role, line.source()));
    title(line, role, line.cell(2), false);
    title(line, role, slug, false);
    List<String> canonical = words.key(line.cell(2));
    heads.add(canonical.get(canonical.size() - 1));
    for (String alias : line.list(3)) {
      if (alias.equals("*")) {
        title(line, role, line.cell(2), true);
      } else {
        title(
            line,
            role,
            alias.startsWith("* ") ? alias.substring(2) : alias,
            alias.startsWith("* "));
      }
    }
  }

  private void title(Lines line, Role role, String title, boolean isOpen) {
    List<String> key = words.key(title);
    if (key.isEmpty()) {
      throw line.error("'" + title + "' has no letters or digits");
    }
    String joined = "title " + String.join(" ", key);
    Owner owner = owners.get(joined);
    if (owner != null
        && owner.source.equals(line.source())
        && !owner.role.slug().equals(role.slug())) {
      throw line.error("'" + title + "' already means " + owner.role.slug());
    }
    owners.put(joined, new Owner(role, line.source()));
    exact.put(key, role.slug());
    if (isOpen || open.exact(key) != null) {
      open.put(key, role.slug());
    }
  }

  private static void requireSlug(Lines line, String slug, String what) {
    if (!SLUG.matcher(slug).matches() || slug.length() > TaxonomyTitleNormaliser.MAX_SLUG) {
      throw line.error(
          what
              + " '"
              + slug
              + "' must be lower-case letters, digits and . + # - (at most "
              + TaxonomyTitleNormaliser.MAX_SLUG
              + ")");
    }
  }

  private static Level level(Lines line) {
    if (line.cell(4).isEmpty()) {
      return null;
    }
    try {
      return Level.valueOf(line.cell(4));
    } catch (IllegalArgumentException e) {
      throw line.error("unknown level '" + line.cell(4) + "'");
    }
  }

  /** All roles, shipped ones first. */
  public Collection<Role> roles() {
    return roles.values();
  }

  /** The role that exactly these words mean, or null. */
  Role exact(List<String> key) {
    String slug = exact.exact(key);
    return slug == null ? null : roles.get(slug);
  }

  /** Whether these words keep their meaning with other words in front of them. */
  boolean isOpen(List<String> key) {
    return open.exact(key) != null;
  }

  /** How many words from {@code from} on are a known title, at most; 0 for none. */
  int longestAt(List<String> text, int from) {
    Phrases.Match<String> match = exact.longestAt(text, from);
    return match == null ? 0 : match.length();
  }

  /** Whether a word names a kind of worker, so that it is the head of a title. */
  boolean isHead(String word) {
    return heads.contains(word);
  }
}
