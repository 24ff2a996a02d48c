package io.salarysignals.domain.intake.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalSkillNormaliserTest {
  private static final CanonicalSkillNormaliser SKILLS = CanonicalSkillNormaliser.shipped(1024);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "React ~ react",
        "reactjs ~ react",
        "React.js ~ react",
        "ReactJS 18 ~ react",
        "React/Next.js ~ next.js react",
        "Node ~ node.js",
        "C++ ~ c++",
        "C# ~ c#",
        ".NET ~ .net",
        "C/C++ ~ c c++",
        "CI/CD ~ ci-cd",
        "TCP/IP ~ tcp-ip",
        "PL/SQL ~ pl-sql",
        "UI/UX ~ ui-ux",
        "A/B testing ~ a-b-testing",
        "System Design ~ system-design",
        "Amazon Web Services (AWS) ~ aws",
        "AWS ~ aws",
        "Python 3.11 ~ python",
        "python programming ~ python",
        "HTML & CSS ~ css html",
        "HTML5/CSS3 ~ css html",
        "SQL, Python; R ~ python r sql",
        "golang ~ go",
        "k8s ~ kubernetes",
        "Power BI ~ power-bi",
        "no-sql ~ nosql",
        "AI/ML ~ artificial-intelligence machine-learning",
        "Research & Development ~ research-and-development",
        "Llama taming ~ llama-taming",
        "Apples/Pears ~ apples-pears",
        "React/Llama ~ llama react",
        "Fähigkeit ~ fahigkeit",
        "R ~ r",
        "objective-c ~ objective-c",
        "MS Excel ~ excel",
        "Kafka Streams ~ kafka-streams"
      })
  void skillsHaveOneCanonicalIdEach(String raw, String ids) {
    assertThat(SKILLS.skills(List.of(raw))).isEqualTo(List.of(ids.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "AWS Certified Developer ~ aws-certified-developer",
        "AWS Certified Developer - Associate ~ aws-certified-developer",
        "AWS Certified Developer – Associate (DVA-C02) ~ aws-certified-developer",
        "AWS Certified Solutions Architect – Professional ~ aws-certified-solutions-architect-professional",
        "AWS Certified Solutions Architect ~ aws-certified-solutions-architect",
        "PMP ~ pmp",
        "Project Management Professional (PMP)® ~ pmp",
        "PMP Certification ~ pmp",
        "CISSP ~ cissp",
        "Certified Kubernetes Administrator (CKA) ~ cka",
        "CPA ~ cpa",
        "C.P.A. ~ cpa",
        "CompTIA Security+ ~ security+",
        "Security+ (SY0-601) ~ security+",
        "CISSP/CISM ~ cism cissp",
        "ITIL v4 ~ itil",
        "Azure Fundamentals AZ-900 ~ azure-fundamentals",
        "Microsoft Certified: Azure Administrator Associate (AZ-104) ~ azure-administrator",
        "Certified Llama Tamer ~ certified-llama-tamer"
      })
  void certificationsHaveOneCanonicalIdEach(String raw, String ids) {
    assertThat(SKILLS.certifications(List.of(raw))).isEqualTo(List.of(ids.split(" ")));
  }

  @Test
  void idsComeOnceAndInAscendingOrder() {
    assertThat(
            SKILLS.skills(
                Arrays.asList("SQL", "React", null, "", "reactjs", "Kafka", "  ", "React.js")))
        .containsExactly("kafka", "react", "sql");
    assertThat(SKILLS.skills(null)).isEmpty();
    assertThat(SKILLS.certifications(List.of())).isEmpty();
  }

  @Test
  void longIdsAreCutAtAWordAndCounted() {
    CanonicalSkillNormaliser skills = CanonicalSkillNormaliser.shipped(1);
    assertThat(skills.skills(List.of("llama ".repeat(20))))
        .containsExactly("llama" + "-llama".repeat(7));
    assertThat(skills.truncated()).isEqualTo(1);
  }

  @Test
  void aUsersFileAddsAndOverrides(@TempDir Path dir) throws IOException {
    // Given
    Path file = dir.resolve("mine.tsv");
    Files.writeString(file, "llama-taming\tskill\tllamas;alpacas\nreact-18\tskill\treactjs\n");
    // When
    CanonicalSkillNormaliser skills = CanonicalSkillNormaliser.shippedAnd(file, 16);
    // Then
    assertThat(skills.skills(List.of("Alpacas", "ReactJS", "React")))
        .containsExactly("llama-taming", "react", "react-18");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bad Id~skill|id 'Bad Id'",
        "a|expected id",
        "a~talent|kind 'talent'",
        "a~skill~!!|no letters"
      })
  void aWrongLineIsNamedByFileAndNumber(String line, String message, @TempDir Path dir)
      throws IOException {
    Path file = dir.resolve("mine.tsv");
    Files.write(file, List.of("# comment", line.replace('~', '\t')));
    assertThatThrownBy(() -> CanonicalSkillNormaliser.shippedAnd(file, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.tsv line 2")
        .hasMessageContaining(message);
  }
}
