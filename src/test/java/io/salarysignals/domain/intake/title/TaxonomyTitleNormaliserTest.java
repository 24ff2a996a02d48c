package io.salarysignals.domain.intake.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.intake.CachingTitleNormaliser;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.market.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxonomyTitleNormaliserTest {
  private static final TaxonomyTitleNormaliser TITLES = TaxonomyTitleNormaliser.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Backend Engineer | backend-engineer |",
        "Sr. Backend Engineer | backend-engineer | SENIOR",
        "Lead Backend Specialist | backend-specialist | LEAD",
        "Backend Specialist | backend-specialist |",
        "Data Engineer | data-engineer |",
        "Data Scientist II | data-scientist | MID",
        "Software Engineer 2 | software-engineer | MID",
        "L4 Software Engineer | software-engineer | MID",
        "SDE2 | software-engineer | MID",
        "Staff Data Scientist | data-scientist | PRINCIPAL",
        "Staff Accountant | staff-accountant |",
        "Staff Nurse | staff-nurse |",
        "Head Chef | head-chef |",
        "Chief of Staff | chief-of-staff |",
        "Associate Attorney | associate-attorney |",
        "Associate Data Scientist | data-scientist | ENTRY",
        "Research Associate | research-associate |",
        "Senior Lead Generation Specialist | lead-generation-specialist | SENIOR",
        "School Principal | school-principal |",
        "Engineering Manager | engineering-manager |",
        "Director of Engineering | engineering-manager | EXECUTIVE",
        "Vice President, Marketing | marketing-manager | EXECUTIVE",
        "Head of Data | data-manager | EXECUTIVE",
        "Chief Technology Officer | chief-technology-officer | EXECUTIVE",
        "Working Student Data Science | data-scientist | INTERN",
        "Senior Intern | intern | INTERN",
        "Assistant to the Vice President | executive-assistant |",
        "Data Engineer (m/w/d) | data-engineer |",
        "Softwareentwickler:in (w/m/d) | software-engineer |",
        "Data Engineer at Acme Inc | data-engineer |",
        "Data Engineer - Acme | data-engineer |",
        "URGENT!! Data Engineer - Req #12345 - $120k-$150k - Remote 🚀 | data-engineer |",
        "R&amp;D Engineer | research-engineer |",
        "Manager, Data Science | data-science-manager |",
        "Software Engineer (Backend) | backend-engineer |",
        "Account Executive, Mid-Market | account-executive |",
        "Data Analyst | data-analyst |",
        "Business Analyst | business-analyst |",
        "Analytics Engineer | analytics-engineer |",
        "C/C++ Developer | c++-developer |",
        "UI/UX Designer | ux-designer |",
        "Assoc. Dir., Marketing | marketing-manager | EXECUTIVE",
        "Assoc Dir, Data Science | data-science-manager | EXECUTIVE",
        "Dir of Engineering | engineering-manager | EXECUTIVE",
        "Entry/Junior Level Data Scientist/Python Programmer | data-scientist | ENTRY",
        "Sr-level Data Analyst/Engineer | data-analyst | SENIOR",
        "Product Engineer I - Matching/ Data Analyst | product-engineer | ENTRY",
        "Linux Sys Admin | systems-administrator |",
        "Senior MLE | machine-learning-engineer | SENIOR",
        "Sr Data EngineerRemote | data-engineer | SENIOR",
        "Working Student Backend Development | backend-engineer | INTERN",
        "Looking for Data Scientist - Dallas, TX / Hybrid | data-scientist |",
        "Associate Professor of Mathematics | associate-professor |",
        "Professor of Computer Science | professor |",
      })
  void knowsTheRoleAndTheLevelOfKnownTitles(String title, String role, Level level) {
    // When
    NormalisedTitle normalised = TITLES.normalise(title);
    // Then
    assertThat(normalised.role()).isEqualTo(role);
    assertThat(normalised.level()).isEqualTo(level);
    assertThat(normalised.mapped()).isTrue();
    assertThat(normalised.family()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Llama Whisperer | llama-whisperer |",
        "Señor Llama Whisperer | senor-llama-whisperer |",
        "Senior Llama Whisperer - Acme | llama-whisperer | SENIOR",
        "Director of Llama Housing | llama-housing-manager | EXECUTIVE",
        "Llama Lead | llama-lead | LEAD",
        "Document Management Consultant | document-management-consultant |",
        "Remote Sensing Analyst (Remote) | remote-sensing-analyst |",
        "Chief Happiness Officer | chief-happiness-officer | EXECUTIVE",
        "Заклинатель лам | zaklinatel-lam |",
        "驯兽 | u9a6f-u517d |",
        "Assistant Professor of Llamas in Head Office Manager | assistant-professor-of-llamas-in-head-office-manager |",
      })
  void unknownTitlesKeepTheirOwnSlug(String title, String role, Level level) {
    assertThat(TITLES.normalise(title)).isEqualTo(new NormalisedTitle(role, null, level, false));
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "(m/w/d)", "Remote", "🚀", "!!!", "$120k"})
  void nothingLeftIsNull(String title) {
    assertThat(TITLES.normalise(title)).isNull();
    assertThat(TITLES.normalise(null)).isNull();
  }

  @Test
  void slugsAreCutAtAWordWithinTheBoundAndTheCutIsCounted() {
    // Given
    TaxonomyTitleNormaliser titles = TaxonomyTitleNormaliser.shipped();
    // When
    String role = titles.normalise("llama ".repeat(40)).role();
    // Then: ten words of five letters and nine hyphens fit into 64 characters
    assertThat(role).isEqualTo("llama" + "-llama".repeat(9));
    assertThat(titles.truncated()).isPositive();
  }

  @Test
  void everyCanonicalTitleIsAFixedPoint() {
    for (Role role : TITLES.taxonomy().roles()) {
      assertThat(TITLES.normalise(role.title()).role()).as(role.title()).isEqualTo(role.slug());
      assertThat(TITLES.normalise(role.slug()).role()).as(role.slug()).isEqualTo(role.slug());
    }
  }

  @Test
  void theTaxonomyIsBroad() {
    Set<String> families =
        TITLES.taxonomy().roles().stream().map(Role::family).collect(Collectors.toSet());
    assertThat(TITLES.taxonomy().roles()).hasSizeGreaterThan(400);
    assertThat(families).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void aUsersFileAddsAndOverrides(@TempDir Path dir) throws IOException {
    // Given
    Path file = dir.resolve("mine.tsv");
    Files.write(
        file,
        List.of(
            "# mine",
            "llama-whisperer\tzoo\tLlama Whisperer\t* llama tamer",
            "data-engineer\tmy-data\tData Engineer"));
    // When
    TitleNormaliser titles = TaxonomyTitleNormaliser.shippedAnd(file);
    // Then
    assertThat(titles.normalise("Sr. Alpine Llama Tamer"))
        .isEqualTo(new NormalisedTitle("llama-whisperer", "zoo", Level.SENIOR, true));
    assertThat(titles.normalise("Data Engineering").family()).isEqualTo("my-data");
    assertThat(titles.normalise("Data Analyst").family()).isEqualTo("data-analytics");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bad Slug~zoo~X|slug 'Bad Slug'",
        "a~zoo|expected slug",
        "a~zoo~A~~BOSS|unknown level 'BOSS'",
        "a~zoo~!!|no letters"
      })
  void aWrongLineIsNamedByFileAndNumber(String line, String message, @TempDir Path dir)
      throws IOException {
    Path file = dir.resolve("mine.tsv");
    Files.write(file, List.of("# comment", "", line.replace('~', '\t')));
    assertThatThrownBy(() -> TaxonomyTitleNormaliser.shippedAnd(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.tsv line 3")
        .hasMessageContaining(message);
  }

  @Test
  void aCacheChangesNothing() {
    TitleNormaliser cached = new CachingTitleNormaliser(TITLES, 2);
    for (int round = 0; round < 2; round++) {
      for (String title :
          List.of("Data Engineer", "Sr. Data Engineer", "Remote", "Llama", "x".repeat(300))) {
        assertThat(cached.normalise(title)).isEqualTo(TITLES.normalise(title));
      }
    }
  }
}
