package io.salarysignals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.skill.CanonicalSkillNormaliser;
import io.salarysignals.domain.intake.title.Role;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for any text, however odd: total, bounded, clean, settled. */
class NormalisationPropertiesTest {
  private static final Pattern ID = Pattern.compile("[a-z0-9.+#-]+");
  private static final TaxonomyTitleNormaliser TITLES = TaxonomyTitleNormaliser.shipped();
  private static final TaxonomyTitleNormaliser TWIN = TaxonomyTitleNormaliser.shipped();
  private static final CanonicalSkillNormaliser SKILLS = CanonicalSkillNormaliser.shipped(64);
  private static final CanonicalSkillNormaliser SKILLS_TWIN = CanonicalSkillNormaliser.shipped(1);
  private static final IsoRegionResolver PLACES = new IsoRegionResolver(64);
  private static final List<String> PIECES =
      List.of(
          "Senior",
          "Lead",
          "Data",
          "Analyst",
          "Engineer",
          "Director",
          "of",
          "Head",
          "Manager",
          "(m/w/d)",
          "-",
          ",",
          "/",
          "|",
          "&amp;",
          "Staff",
          "II",
          "3",
          "Remote",
          "Intern",
          "Associate",
          "Chief",
          "Officer",
          "at Acme",
          "C++",
          ".NET",
          "Llama",
          "and",
          "$90k",
          "Müller",
          "#12",
          "Software",
          "Science",
          "to",
          "Assistant",
          "(",
          "]",
          "VP",
          "Product",
          "Quality",
          "QA",
          "Machine Learning",
          "ü",
          "İ",
          "ß",
          "🚀",
          "数据",
          "AI",
          "Security+",
          "@");

  @Property(tries = 3000, seed = "20260101")
  void titlesOfAnyUnicodeAreClean(@ForAll String text) {
    titleHolds(text);
  }

  @Property(tries = 6000, seed = "20260101")
  void titlesOfLikelyWordsAreClean(@ForAll("likely") String text) {
    titleHolds(text);
  }

  private static void titleHolds(String text) {
    // When
    NormalisedTitle title = TITLES.normalise(text);
    // Then
    assertThat(TWIN.normalise(text)).isEqualTo(title);
    if (title == null) {
      return;
    }
    assertThat(title.role()).matches(ID).hasSizeLessThanOrEqualTo(TaxonomyTitleNormaliser.MAX_SLUG);
    assertThat(title.mapped()).isEqualTo(title.family() != null);
    assertThat(TITLES.normalise(title.role()).role())
        .as("read again from '%s'", text)
        .isEqualTo(title.role());
  }

  @Property(tries = 1000, seed = "20260101")
  void seniorityInFrontOfACanonicalTitleKeepsItsRole(@ForAll("roles") Role role) {
    assertThat(TITLES.normalise("Senior " + role.title()).role()).isEqualTo(role.slug());
    assertThat(TITLES.normalise(role.title() + " (m/w/d) - Remote").role()).isEqualTo(role.slug());
  }

  @Property(tries = 3000, seed = "20260101")
  void skillsOfAnyUnicodeAreCleanOrderedAndSettled(
      @ForAll List<String> anything, @ForAll("likely") String likely) {
    // Given
    List<String> raw = new ArrayList<>(anything);
    raw.add(likely);
    // When
    List<String> skills = SKILLS.skills(raw);
    // Then
    assertThat(skills)
        .allMatch(id -> ID.matcher(id).matches() && id.length() <= CanonicalSkillNormaliser.MAX_ID);
    assertThat(skills).containsExactlyElementsOf(new TreeSet<>(skills));
    assertThat(SKILLS_TWIN.skills(raw)).isEqualTo(skills);
    assertThat(SKILLS.certifications(raw)).allMatch(id -> ID.matcher(id).matches());
  }

  @Property(tries = 3000, seed = "20260101")
  void anyLocationIsAPlaceOfTheStandardOrNone(
      @ForAll String text, @ForAll("likely") String likely) {
    for (String location : List.of(text, likely, text + ", " + likely)) {
      RegionPath place = PLACES.resolve(null, location);
      if (place != null) {
        assertThat(PLACES.resolve(place.mostSpecific(), null)).isEqualTo(place);
        assertThat(PLACES.resolve(place.country(), null))
            .isEqualTo(new RegionPath(place.country(), null));
      }
      PLACES.resolve(location, null);
    }
  }

  @Provide
  Arbitrary<String> likely() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMinSize(1)
        .ofMaxSize(9)
        .map(pieces -> String.join(" ", pieces));
  }

  @Provide
  Arbitrary<Role> roles() {
    return Arbitraries.of(new ArrayList<>(TITLES.taxonomy().roles()));
  }
}
