package io.salarysignals.domain.intake.title;

import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.intake.title.LevelWords.Reading;
import io.salarysignals.domain.market.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Maps titles to the roles of a {@link TitleTaxonomy}; a title that it does not know keeps a
 * cleaned slug of its own. Pure, thread-safe and total; the rules are in {@code
 * docs/methods-normalisation.md}.
 */
public final class TaxonomyTitleNormaliser implements TitleNormaliser {
  /** Longest slug; a longer one is cut after its last whole word that fits. */
  public static final int MAX_SLUG = 64;

  /** Families in which "staff" is a grade above senior; elsewhere it only means employed. */
  private static final Set<String> STAFF_IS_GRADE =
      Set.of(
          "software-engineering",
          "data-engineering",
          "data-analytics",
          "data-science-ai",
          "cloud-infrastructure",
          "security",
          "quality-assurance",
          "it-support",
          "engineering",
          "product",
          "design",
          "project-management",
          "science");

  private static final int MAX_ROUNDS = 4;

  private final TitleTaxonomy taxonomy;
  private final TitleWords words;
  private final LevelWords levels;
  private final TitleLookup lookup;
  private final LongAdder truncated = new LongAdder();

  private TaxonomyTitleNormaliser(Path userFile) {
    this.words = new TitleWords();
    this.taxonomy = TitleTaxonomy.load(words, userFile);
    this.levels = new LevelWords(taxonomy, words);
    this.lookup = new TitleLookup(taxonomy);
  }

  /** The normaliser with the shipped taxonomy alone. */
  public static TaxonomyTitleNormaliser shipped() {
    return new TaxonomyTitleNormaliser(null);
  }

  /**
   * The normaliser with the shipped taxonomy extended, and where they meet overridden, by a file.
   *
   * @throws IllegalArgumentException if a line is wrong; the message names file and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static TaxonomyTitleNormaliser shippedAnd(Path userFile) {
    return new TaxonomyTitleNormaliser(userFile);
  }

  /** The taxonomy in use. */
  public TitleTaxonomy taxonomy() {
    return taxonomy;
  }

  /** How many slugs were cut to {@link #MAX_SLUG} so far; a cache in front hides repeats. */
  public long truncated() {
    return truncated.sum();
  }

  @Override
  public NormalisedTitle normalise(String title) {
    if (title == null) {
      return null;
    }
    Answer answer = read(title);
    Level level = answer == null ? null : answer.level;
    // An unknown title is read again from its slug until it stays, so that slugs are fixed points.
    for (int i = 0; i < MAX_ROUNDS && answer != null && answer.role == null; i++) {
      Answer again = read(answer.slug);
      if (again == null || again.role == null && again.slug.equals(answer.slug)) {
        break;
      }
      level = LevelWords.stronger(level, again.level);
      answer = again;
    }
    if (answer == null) {
      return null;
    }
    Role role = answer.role;
    return role == null
        ? new NormalisedTitle(answer.slug, null, level, false)
        : new NormalisedTitle(role.slug(), role.family(), level, true);
  }

  private record Answer(Role role, String slug, Level level) {}

  private Answer read(String title) {
    Level level = null;
    Level number = null;
    boolean leads = false;
    boolean staff = false;
    List<Reading> readings = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (List<String> segment : words.segments(title)) {
      Reading reading = levels.read(segment);
      level = LevelWords.stronger(level, reading.level());
      number = LevelWords.stronger(number, reading.number());
      leads |= reading.leads();
      staff |= reading.staff();
      said.addAll(reading.said());
      if (!reading.words().isEmpty()) {
        readings.add(reading);
      }
    }
    if (readings.isEmpty() && said.isEmpty()) {
      return null;
    }
    List<List<String>> segments = new ArrayList<>();
    readings.forEach(r -> segments.add(r.words()));
    boolean junior = !leads && !segments.isEmpty() && isJuniorAssociate(segments.get(0));
    if (junior) {
      segments.set(0, segments.get(0).subList(1, segments.get(0).size()));
      level = LevelWords.stronger(level, Level.ENTRY);
    }
    Role role = segments.isEmpty() ? rank(said) : find(segments, leads);
    if (role != null && !leads && (level == Level.INTERN || level == Level.ENTRY)) {
      role = beginner(segments, role);
    }
    if (staff && (role == null || STAFF_IS_GRADE.contains(role.family()))) {
      level = LevelWords.stronger(level, Level.PRINCIPAL);
    }
    level = level == null ? number : level;
    level = role == null ? level : LevelWords.stronger(level, role.level());
    return new Answer(
        role, role == null ? slug(readings, segments, said, leads) : role.slug(), level);
  }

  /** "Associate Data Engineer" is a junior data engineer; "Research Associate" is a role. */
  private boolean isJuniorAssociate(List<String> segment) {
    if (segment.size() < 3
        || !segment.get(0).equals("associate")
        || lookup.exact(segment) != null) {
      return false;
    }
    Role whole = lookup.within(segment);
    if (whole != null && whole.slug().startsWith("associate-")) {
      return false; // "Associate Professor of Mathematics"
    }
    List<String> rest = segment.subList(1, segment.size());
    return lookup.exact(rest) != null || lookup.within(rest) != null;
  }

  /** A title of nothing but seniority ("Senior Director") is the role of its last words. */
  private Role rank(List<String> said) {
    Role role = null;
    for (int i = 0; role == null && i < said.size(); i++) {
      role = lookup.exact(said.subList(i, said.size()));
    }
    return role;
  }

  /** A beginner in a function ("Marketing Intern") is no manager of it. */
  private Role beginner(List<List<String>> segments, Role role) {
    List<String> title = segments.isEmpty() ? List.of() : segments.get(0);
    boolean function = !title.isEmpty() && !lookup.isHead(title.get(title.size() - 1));
    return function && role.slug().endsWith("-manager")
        ? lookup.exact(title, List.of("specialist"))
        : role;
  }

  private Role find(List<List<String>> segments, boolean leads) {
    Role role = leads ? leader(segments) : null;
    for (int i = 0; role == null && i < segments.size(); i++) {
      role = withNeighbour(segments, i);
      role = role != null ? role : turned(segments.get(i));
      role = role != null ? role : lookup.alternative(segments.get(i));
      role = role != null ? role : lookup.within(segments.get(i));
    }
    return role != null || leads ? role : lookup.discipline(segments.get(0));
  }

  /** Who leads a function has its manager's role; the level tells them apart. */
  private Role leader(List<List<String>> segments) {
    for (List<String> segment : segments) {
      Role role = managerOf(segment);
      boolean headed = lookup.isHead(segment.get(segment.size() - 1));
      List<String> first = role == null && !headed ? TitleLookup.firstPart(segment) : null;
      role = role != null ? role : lookup.exact(segment);
      role = role == null && first != null ? managerOf(first) : role;
      if (role != null) {
        return role;
      }
    }
    return null;
  }

  /** The manager of the longest function that the words end with. */
  private Role managerOf(List<String> function) {
    if (lookup.isHead(function.get(function.size() - 1))) {
      return null;
    }
    Role role = lookup.exact(function, List.of("manager"));
    return role != null ? role : lookup.within(TitleLookup.join(function, List.of("manager")));
  }

  private Role withNeighbour(List<List<String>> segments, int i) {
    List<String> segment = segments.get(i);
    Role alone = lookup.exact(segment);
    boolean headed = lookup.isHead(segment.get(segment.size() - 1));
    boolean generic = segment.size() == 1 && headed;
    if (i == 0 && segments.size() > 1 && (alone != null || generic)) {
      List<String> next = segments.get(1);
      Role both = lookup.exact(next, segment);
      both = both != null ? both : lookup.exact(segment, next);
      both = both == null && generic ? lookup.within(TitleLookup.join(next, segment)) : both;
      if (both != null || generic) {
        return both;
      }
    }
    // "Engineer" or "Data" behind another segment, or a discipline behind a worker, only explains
    // it.
    List<String> title = segments.get(0);
    boolean explains = i > 0 && !headed && lookup.isHead(title.get(title.size() - 1));
    boolean alsoWeak = segments.size() > 1 && segment.size() == 1 && !(i == 0 && headed);
    return explains || alsoWeak ? null : alone;
  }

  /** "Manager of Data Science" is a data science manager. */
  private Role turned(List<String> segment) {
    boolean manager = segment.size() > 1 && segment.get(0).equals("manager");
    return manager
        ? lookup.exact(LevelWords.trim(segment.subList(1, segment.size())), List.of("manager"))
        : null;
  }

  private String slug(
      List<Reading> readings, List<List<String>> segments, List<String> said, boolean leads) {
    if (segments.isEmpty()) {
      return cut(said);
    }
    // The first segment that ends with a worker's name is the title; others are places or
    // employers.
    int at = 0;
    for (int i = segments.size() - 1; i >= 0; i--) {
      List<String> segment = segments.get(i);
      at = lookup.isHead(segment.get(segment.size() - 1)) ? i : at;
    }
    List<String> name = TitleLookup.plain(segments.get(at));
    boolean headed = lookup.isHead(name.get(name.size() - 1));
    if (at == 0 && segments.size() > 1 && name.size() == 1 && headed) {
      name = TitleLookup.join(TitleLookup.plain(segments.get(1)), name);
    } else if (leads && !headed) {
      name = TitleLookup.join(name, List.of("manager"));
    } else if (!headed && readings.get(at).endsWithLead()) {
      name = TitleLookup.join(name, List.of("lead"));
    }
    return cut(name);
  }

  private String cut(List<String> name) {
    StringBuilder slug = new StringBuilder();
    for (String word : name) {
      if (slug.length() + word.length() + 1 > MAX_SLUG) {
        truncated.increment();
        if (slug.length() == 0) {
          slug.append(word, 0, MAX_SLUG);
        }
        break;
      }
      slug.append(slug.length() == 0 ? "" : "-").append(word);
    }
    return slug.toString();
  }
}
