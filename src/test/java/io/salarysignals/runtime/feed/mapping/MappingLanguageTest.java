package io.salarysignals.runtime.feed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.Level;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.SalaryObservation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingLanguageTest {
  private static final List<String> HEADER =
      List.of("Ref", "Posted", "Role", "Grade", "City", "Country", "Pay (USD)", "Tags", "WFH");

  /** As somebody would write it who has read docs/mappings.md and nothing else. */
  private static final String STRANGER =
      """
      topic: salary-observations
      description: pay survey of a meet-up
      id: [{const: meetup}, {column: Ref}]
      input: {empty: [n/a]}
      fields:
        observedAt: {date: {of: Posted, formats: [d.M.yyyy, "MMM d, yyyy"], zone: Europe/Berlin}}
        sourceId: {const: meetup}
        sourceType: {const: offer}
        title: Role
        level: {lookup: {of: Grade, file: grades.csv, ignoreCase: true, default: {const: ""}}}
        location: {join: {of: [City, {lookup: {of: Country, shipped: countries, default: Country}}], with: ", "}}
        currency: {const: USD}
        payPeriod: {const: per year}
        amountMin: {rangeMin: Pay (USD)}
        amountMax: {rangeMax: Pay (USD)}
        skills: {list: {of: Tags, separators: "/"}}
        remote: WFH
      """;

  @TempDir Path folder;

  private SalaryObservation map(Mapping mapping, String... cells) {
    return (SalaryObservation) mapping.bind(HEADER, "f").map(TestLine.of(7, cells));
  }

  private Mapping stranger() throws Exception {
    Files.writeString(folder.resolve("grades.csv"), "jr,ENTRY\n\"sr\",SENIOR\n");
    Path file = Files.writeString(folder.resolve("meetup.yaml"), STRANGER);
    return Mappings.load(file.toString());
  }

  @Test
  void mapsByAMappingWrittenByAStranger() throws Exception {
    SalaryObservation observation =
        map(
            stranger(),
            "A|1",
            "3.7.2025",
            " Backend Dev",
            "SR",
            "Berlin",
            "Germany",
            "100-120k",
            "Go/Kafka ",
            "yes");

    assertThat(observation.getObservationId()).isEqualTo("meetup:A#007c1");
    assertThat(observation.getObservedAt()).isEqualTo(Instant.parse("2025-07-02T22:00:00Z"));
    assertThat(observation.getTitle()).isEqualTo("Backend Dev");
    assertThat(observation.getLevel()).isEqualTo(Level.SENIOR);
    assertThat(observation.getLocation()).isEqualTo("Berlin, DE");
    assertThat(observation.getPayPeriod()).isEqualTo(PayPeriod.YEAR);
    assertThat(observation.getAmountMin()).isEqualTo(100_000);
    assertThat(observation.getAmountMax()).isEqualTo(120_000);
    assertThat(observation.getAmount()).isNull();
    assertThat(observation.getSkills()).containsExactly("Go", "Kafka");
    assertThat(observation.getRemote()).isTrue();
    SalaryObservation bare =
        map(stranger(), "2", "Jul 3, 2025", "Dev", "n/a", "", "Atlantis", "$50,000", "", "");
    assertThat(bare.getLevel()).isNull();
    assertThat(bare.getLocation()).isEqualTo("Atlantis");
    assertThat(bare.getAmountMax()).isEqualTo(50_000);
    assertThat(bare.getSkills()).isEmpty();
    assertThat(bare.getRemote()).isNull();
  }

  @Test
  void saysWhichFieldOfWhichLineIsBad() throws Exception {
    Mapping mapping = stranger();
    String[] good = {"1", "3.7.2025", "Dev", "", "B", "Germany", "1-2", "", "no"};
    Object[][] cases = {
      {1, "30.2.2025", Reason.BAD_VALUE, "observedAt"},
      {6, "a lot", Reason.BAD_VALUE, "amountMin"},
      {6, "1,23", Reason.BAD_VALUE, "amountMin"},
      {8, "perhaps", Reason.BAD_VALUE, "remote"},
      {0, "", Reason.MISSING_FIELD, "observationId"},
    };
    for (Object[] one : cases) {
      String[] cells = good.clone();
      cells[(int) one[0]] = (String) one[1];
      BadValueException bad =
          catchThrowableOfType(BadValueException.class, () -> map(mapping, cells));
      assertThat(bad.reason()).as("%s", one[1]).isEqualTo(one[2]);
      assertThat(bad.field()).isEqualTo(one[3]);
    }
  }

  @Test
  void isAnotherMappingOnceItsTableHasChanged() throws Exception {
    String before = stranger().fingerprint();
    assertThat(stranger().fingerprint()).isEqualTo(before);
    Files.writeString(folder.resolve("grades.csv"), "jr,MID\n");
    assertThat(Mappings.load(folder.resolve("meetup.yaml").toString()).fingerprint())
        .isNotEqualTo(before);
  }

  @Test
  void readsTheSameFromProperties() throws Exception {
    Mapping mapping =
        Mappings.parse(
            "p",
            """
            topic = salary-observations
            id.1 = file
            id.2 = line
            fields.observedAt.date.of = Posted
            fields.observedAt.date.formats.1 = d/M/yyyy
            fields.observedAt.date.formats.2 = iso
            fields.sourceId.const = s
            fields.sourceType.const = POSTED
            fields.title.trim = Role
            fields.level.lookup.of = Grade
            fields.level.lookup.table.1 = ENTRY
            fields.level.lookup.table.2 = MID
            fields.region = Country
            fields.currency.const = EUR
            fields.payPeriod.const = MONTH
            fields.amount.number.of = Pay (USD)
            fields.amount.number.decimal = ,
            """,
            true,
            folder);

    SalaryObservation observation =
        map(mapping, "", "2025-07-03", "Dev", "2", "", "DE", "4.250,50 €", "", "");

    assertThat(observation.getObservationId()).isEqualTo("f:7");
    assertThat(observation.getLevel()).isEqualTo(Level.MID);
    assertThat(observation.getAmount()).isEqualTo(4250.5);
    assertThat(observation.getObservedAt()).isEqualTo(Instant.parse("2025-07-03T00:00:00Z"));
  }

  @Test
  void namesEveryProblemAtOnceWithItsPlace() {
    String text =
        """
        topic: salary-observations
        note: x
        fields:
          titel: Role
          title: {trimm: Role}
          currency: {const: [USD]}
          amount: {number: {of: Pay, decimals: ","}}
          observedAt: {date: {of: Posted, formats: [bb]}}
          level: {lookup: {of: Grade}}
        """;

    MappingException problems =
        catchThrowableOfType(
            MappingException.class, () -> Mappings.parse("m", text, false, folder));

    assertThat(problems.problems())
        .extracting(Problem::line, Problem::path)
        .contains(
            org.assertj.core.groups.Tuple.tuple(2, "note"),
            org.assertj.core.groups.Tuple.tuple(4, "fields.titel"),
            org.assertj.core.groups.Tuple.tuple(5, "fields.title.trimm"),
            org.assertj.core.groups.Tuple.tuple(6, "fields.currency.const"),
            org.assertj.core.groups.Tuple.tuple(7, "fields.amount.number.decimals"),
            org.assertj.core.groups.Tuple.tuple(8, "fields.observedAt.date.formats.1"),
            org.assertj.core.groups.Tuple.tuple(9, "fields.level.lookup"));
    assertThat(problems)
        .hasMessageContaining("did you mean title?")
        .hasMessageContaining("did you mean trim?")
        .hasMessageContaining("did you mean decimal?")
        .hasMessageContaining("nothing sets the id")
        .hasMessageContaining("nothing sets sourceId")
        .hasMessageContaining("nothing sets payPeriod")
        .hasMessageContaining("region or location");
  }

  @Test
  void namesEveryColumnThatTheFileLacks() throws Exception {
    Mapping mapping = stranger();
    assertThatThrownBy(() -> mapping.bind(List.of("Ref", "Posted", "role", "Tags", "Tags"), "f"))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining(
            "line 9, fields.title: the file has no column \"Role\"; did you mean role?")
        .hasMessageContaining("\"Grade\"")
        .hasMessageContaining("\"Pay (USD)\"")
        .hasMessageContaining("column twice");
  }

  @Test
  void keepsTwoYamlSlipsFromPassing() {
    assertThatThrownBy(() -> Mappings.parse("m", "topic: [a", false, folder))
        .hasMessageContaining("not readable as YAML");
    assertThatThrownBy(
            () ->
                Mappings.parse(
                    "m", "topic: fx-rates\ntopic: job-postings\nfields: {}", false, folder))
        .hasMessageContaining("given twice");
  }

  @Test
  void separatesExactRepeatsByLineAndJoinsThemByHash() throws Exception {
    String start =
        "topic: fx-rates\nfields: {currency: Ref, unitsPerUsd: Role, effectiveAt: Posted}\n";
    assertThatThrownBy(() -> Mappings.parse("m", start + "id: [hash]", false, folder))
        .hasMessageContaining("have no id");
    String salary =
        STRANGER
            .replace("id: [{const: meetup}, {column: Ref}]", "id: [file, hash]")
            .replace("grades.csv", folder.resolve("grades.csv").toString());
    Files.writeString(folder.resolve("grades.csv"), "jr,ENTRY\n");
    Mapping hash = Mappings.parse("m", salary, false, folder);
    Mapping line = Mappings.parse("m", salary.replace("hash", "line"), false, folder);
    String[] row = {"1", "3.7.2025", "Dev", "", "B", "Germany", "1-2", "", "no"};
    String[] other = {"1", "3.7.2025", "Dev", "", "", "BGermany", "1-2", "", "no"};
    Mapping.Bound hashes = hash.bind(HEADER, "f");
    Mapping.Bound lines = line.bind(HEADER, "f");

    assertThat(id(hashes, 2, row)).isEqualTo(id(hashes, 3, row)).isNotEqualTo(id(hashes, 3, other));
    assertThat(id(lines, 2, row)).isEqualTo("f:2").isNotEqualTo(id(lines, 3, row));
  }

  private static String id(Mapping.Bound bound, long line, String[] cells) {
    return ((SalaryObservation) bound.map(TestLine.of(line, cells))).getObservationId();
  }
}
