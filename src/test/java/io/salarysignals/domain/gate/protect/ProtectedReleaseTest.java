package io.salarysignals.domain.gate.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.SuppressionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProtectedReleaseTest {
  private static final int END = 28 * 700;
  private static final int LATER = END + 28;
  private static final Cell US = new Cell("US", "all");
  private static final Cell US_MID = new Cell("US", "level:mid");
  private static final Cell US_SENIOR = new Cell("US", "level:senior");
  private static final Cell DE = new Cell("DE", "all");
  private final ProtectedRelease release = new ProtectedRelease(ProtectedSettings.DEFAULT);
  private int next;

  /** People of as many employers, one after the other, in one country and level. */
  private List<Paid> people(int count, int employers, String country, String level) {
    List<Paid> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = Protection.FIRST_KEY + i % employers;
      people.add(new Paid(next, key, country, level, 60_000 + 137 * next++));
    }
    return people;
  }

  private static List<Paid> together(List<Paid> a, List<Paid> b) {
    List<Paid> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private Outcome decide(int end, int watermark, List<Paid> people, List<Release> history) {
    return release.decide(end, watermark, Paid.nodes(people), history);
  }

  private static Map<Cell, Decision.Kind> kinds(Outcome outcome) {
    return outcome.decisions().stream().collect(Collectors.toMap(Decision::cell, Decision::kind));
  }

  private static List<SuppressionReason> reasons(Outcome outcome, Cell cell) {
    return outcome.decisions().stream()
        .filter(d -> d.cell().equals(cell))
        .findFirst()
        .orElseThrow()
        .reasons();
  }

  @Test
  void nothingIsPublishedBeforeItsAge() {
    List<Paid> people = people(200, 20, "US", "mid");
    Outcome early = decide(END, END + 27, people, List.of());
    assertThat(early.released()).isFalse();
    assertThat(early.decisions()).allMatch(d -> d.kind() == Decision.Kind.SUPPRESS);
    assertThat(reasons(early, US)).containsExactly(SuppressionReason.AGE);
    assertThat(decide(END, END + 28, people, List.of()).released()).isTrue();
  }

  @Test
  void figuresAreRoundedToThreeSignificantDigits() {
    Outcome outcome = decide(END, LATER, people(200, 20, "US", "mid"), List.of());
    Decision world = outcome.decisions().get(0);
    assertThat(world.cell()).isEqualTo(Cell.WORLD);
    assertThat(world.figures().mean().value() % 100).isZero();
    assertThat(world.figures().p50().low() % 100).isZero();
    assertThat(world.figures().n()).isEqualTo(200);
  }

  @Test
  void cellsBelowTheMinimaAreSuppressed() {
    Outcome few = decide(END, LATER, people(49, 20, "US", "mid"), List.of());
    assertThat(reasons(few, US)).containsExactly(SuppressionReason.MIN_N);
    Outcome nine = decide(END, LATER, people(90, 9, "US", "mid"), List.of());
    assertThat(reasons(nine, US)).containsExactly(SuppressionReason.MIN_EMPLOYERS);
    List<Paid> one = together(people(80, 20, "US", "mid"), people(30, 1, "US", "mid"));
    assertThat(reasons(decide(END, LATER, one, List.of()), US))
        .containsExactly(SuppressionReason.DOMINANCE);
    assertThat(few.history()).isEmpty();
  }

  /** The United States hold 100 mid and 5 senior: all minus mid would be the five. */
  @Test
  void aChildThatWouldLeaveASmallRingIsWithheld() {
    List<Paid> people = together(people(100, 20, "US", "mid"), people(5, 5, "US", "senior"));
    Outcome outcome = decide(END, LATER, people, List.of());
    assertThat(kinds(outcome))
        .containsEntry(Cell.WORLD, Decision.Kind.PUBLISH)
        .containsEntry(US, Decision.Kind.PUBLISH)
        .containsEntry(US_MID, Decision.Kind.SUPPRESS)
        .containsEntry(US_SENIOR, Decision.Kind.SUPPRESS);
    assertThat(reasons(outcome, US_MID)).containsExactly(SuppressionReason.COMPLEMENTARY);
  }

  @Test
  void childrenThatTogetherMakeUpTheParentArePublished() {
    List<Paid> people = together(people(100, 20, "US", "mid"), people(60, 20, "US", "senior"));
    assertThat(kinds(decide(END, LATER, people, List.of())).values())
        .containsOnly(Decision.Kind.PUBLISH);
  }

  @Test
  void ofTwoCountriesOneTooSmallTheLargerIsWithheldToo() {
    List<Paid> people = together(people(200, 20, "US", "mid"), people(20, 20, "DE", "mid"));
    Outcome outcome = decide(END, LATER, people, List.of());
    assertThat(kinds(outcome))
        .containsEntry(Cell.WORLD, Decision.Kind.PUBLISH)
        .containsEntry(US, Decision.Kind.SUPPRESS)
        .containsEntry(DE, Decision.Kind.SUPPRESS);
  }

  /** Open pay can be known exactly, so only protected contributions count. */
  @Test
  void openContributionsDoNotHideProtectedOnes() {
    List<Paid> people = people(40, 20, "US", "mid");
    for (int i = 0; i < 300; i++) {
      people.add(new Paid(10_000 + i, i % 30, "US", "mid", 90_000 + i));
    }
    Outcome outcome = decide(END, LATER, people, List.of());
    assertThat(reasons(outcome, US)).containsExactly(SuppressionReason.MIN_N);
    List<Paid> open = people.stream().filter(p -> !Protection.isProtected(p.employer())).toList();
    assertThat(decide(END, LATER, open, List.of()).decisions()).isEmpty();
  }

  @Test
  void aFewLateObservationsLeaveTheOldReleaseStanding() {
    List<Paid> people = people(200, 20, "US", "mid");
    Outcome first = decide(END, LATER, people, List.of());
    for (int late = 1; late <= 9; late++) {
      List<Paid> more = together(people, people(late, late, "US", "mid"));
      Outcome second = decide(END, LATER, more, first.history());
      assertThat(second.released()).isFalse();
      assertThat(second.decisions()).allMatch(d -> d.kind() == Decision.Kind.KEEP);
      assertThat(reasons(second, US)).containsExactly(SuppressionReason.RELEASE_QUANTUM);
      assertThat(second.history()).isEqualTo(first.history());
    }
    Outcome ten =
        decide(END, LATER, together(people, people(10, 10, "US", "mid")), first.history());
    assertThat(ten.released()).isTrue();
    assertThat(ten.history()).extracting(Release::revision).containsExactly(1, 2);
  }

  @Test
  void anUnchangedWindowIsKeptWithoutReason() {
    List<Paid> people = people(200, 20, "US", "mid");
    Outcome first = decide(END, LATER, people, List.of());
    Outcome again = decide(END, LATER, people, first.history());
    assertThat(reasons(again, US)).isEmpty();
    assertThat(again.released()).isFalse();
  }

  /** Ten people change level: either ring changes by ten, but together by the one who came. */
  @Test
  void moversDoNotHideANewcomer() {
    List<Paid> mid = people(200, 20, "US", "mid");
    List<Paid> senior = people(200, 20, "US", "senior");
    Outcome first = decide(END, LATER, together(mid, senior), List.of());
    List<Paid> moved = new ArrayList<>(together(mid, senior));
    for (int i = 0; i < 12; i++) {
      moved.set(i, moved.get(i).at("senior"));
    }
    assertThat(decide(END, LATER, moved, first.history()).released()).isFalse();
    moved.addAll(people(1, 1, "US", "mid"));
    assertThat(decide(END, LATER, moved, first.history()).released()).isFalse();
  }

  /** Two releases that are far apart from their neighbours may be close to one another. */
  @Test
  void aReleaseIsComparedWithEveryEarlierOne() {
    List<Paid> people = people(200, 20, "US", "mid");
    Outcome first = decide(END, LATER, people, List.of());
    List<Paid> more = together(people, people(15, 15, "US", "mid"));
    Outcome second = decide(END, LATER, more, first.history());
    assertThat(second.released()).isTrue();
    List<Paid> back = together(people, people(1, 1, "US", "mid"));
    assertThat(decide(END, LATER, back, second.history()).released()).isFalse();
    assertThat(decide(END, LATER, people, second.history()).released()).isTrue();
  }

  /** The same payroll every month: one joiner between two windows would be given away. */
  @Test
  void aPanelWithOneJoinerIsWithheldInTheNextWindow() {
    List<Paid> people = people(200, 20, "US", "mid");
    Outcome first = decide(END, LATER, people, List.of());
    List<Paid> joined = together(people, people(1, 1, "US", "mid"));
    Outcome second = decide(END + 28, LATER + 28, joined, first.history());
    assertThat(second.released()).isFalse();
    assertThat(reasons(second, US)).containsExactly(SuppressionReason.RELEASE_QUANTUM);
    Outcome other = decide(END + 28, LATER + 28, people(200, 20, "US", "mid"), first.history());
    assertThat(other.released()).isTrue();
  }

  /** Rest = world - US - DE over two windows of the same people is two persons. */
  @Test
  void cellsThatOnlyTogetherWithAnotherWindowLeaveASmallRingAreWithheld() {
    List<Paid> us = people(100, 20, "US", "mid");
    List<Paid> de = people(100, 20, "DE", "mid");
    List<Paid> rest = people(2, 2, "FR", "mid");
    List<Paid> all = together(together(us, de), rest);
    Release usAndWorld =
        new Release(
            END,
            1,
            new java.util.TreeSet<>(List.of(Cell.WORLD, US)),
            new java.util.TreeMap<>(
                Paid.nodes(all).stream().collect(Collectors.toMap(Node::cell, Node::content))));
    Outcome next = decide(END + 28, LATER + 28, all, List.of(usAndWorld));
    Map<Cell, Decision.Kind> kinds = kinds(next);
    assertThat(kinds.get(Cell.WORLD) == Decision.Kind.PUBLISH).isTrue();
    assertThat(kinds.get(DE)).isEqualTo(Decision.Kind.SUPPRESS);
  }

  @Test
  void aCorrectionOfAForgottenWindowPublishesNothing() {
    ProtectedSettings two =
        new ProtectedSettings(new GateSettings(50, 10, 0.2, 0.35, 20), 0, 10, 2);
    ProtectedRelease shortMemory = new ProtectedRelease(two);
    List<Release> history = List.of();
    for (int w = 0; w < 3; w++) {
      List<Node> nodes = Paid.nodes(people(100, 20, "US", "mid"));
      Outcome outcome = shortMemory.decide(END + 28 * w, END + 280, nodes, history);
      assertThat(outcome.released()).isTrue();
      history = outcome.history();
    }
    assertThat(history).extracting(Release::windowEnd).containsExactly(END + 28, END + 56);
    Outcome late =
        shortMemory.decide(END, END + 280, Paid.nodes(people(150, 20, "US", "mid")), history);
    assertThat(late.decisions()).allMatch(d -> d.kind() == Decision.Kind.KEEP);
    assertThat(late.history()).isEqualTo(history);
  }

  @Test
  void theOrderOfCellsDoesNotMatter() {
    List<Paid> people = together(people(100, 20, "US", "mid"), people(5, 5, "US", "senior"));
    List<Node> nodes = new ArrayList<>(Paid.nodes(people));
    Outcome forth = release.decide(END, LATER, nodes, List.of());
    java.util.Collections.reverse(nodes);
    assertThat(release.decide(END, LATER, nodes, List.of())).isEqualTo(forth);
  }

  @Test
  void onlyTheGridAndTheTreeAreAllowed() {
    assertThatThrownBy(() -> decide(END + 1, LATER, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Cell.belongs("US", "skill:java")).isFalse();
    assertThat(Cell.belongs("US-CA", "all")).isFalse();
    assertThat(Cell.belongs("WORLD", "level:mid")).isFalse();
    assertThat(Cell.belongs("DE", "level:mid")).isTrue();
    assertThatThrownBy(() -> new ProtectedSettings(GateSettings.DEFAULT, 28, 2, 13))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roundingKeepsThreeDigits() {
    assertThat(Rounding.round(126_726)).isEqualTo(127_000);
    assertThat(Rounding.round(98_450)).isEqualTo(98_400);
    assertThat(Rounding.round(0.0012345)).isEqualTo(0.00123);
  }
}
