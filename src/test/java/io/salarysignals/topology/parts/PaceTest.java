package io.salarysignals.topology.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long NOW = 1_700_000_000_000L;
  private final Pace pace = new Pace(1_000);

  @Test
  void fresh_records_are_told_at_once() {
    pace.appended(NOW - 50);
    pace.entry(NOW);

    assertThat(pace.isCatchingUp(NOW)).isFalse();
    assertThat(pace.isRound(NOW, 1)).isTrue();
    assertThat(pace.isTimeForProvisional(NOW)).isTrue();
    pace.toldProvisional(NOW);
    assertThat(pace.isTimeForProvisional(NOW + 999)).isFalse();
    assertThat(pace.isTimeForProvisional(NOW + 1_000)).isTrue();
  }

  @Test
  void a_catch_up_is_told_in_rounds_without_provisional_events() {
    pace.appended(NOW - 3_600_000);
    pace.entry(NOW);
    pace.roundEnded(NOW - 1);

    assertThat(pace.isTimeForProvisional(NOW)).isFalse();
    assertThat(pace.isRound(NOW, Pace.ROUND_ENDS - 1)).isFalse();
    assertThat(pace.isRound(NOW, Pace.ROUND_ENDS)).isTrue();
    pace.entry(NOW + Pace.ROUND_MILLIS);
    assertThat(pace.isRound(NOW + Pace.ROUND_MILLIS, 1)).isTrue();
  }

  @Test
  void the_longer_a_round_takes_the_longer_until_the_next() {
    pace.appended(NOW - 3_600_000);
    pace.roundBegan(NOW - 10_000);
    pace.roundBegan(NOW - 5_000);
    pace.roundEnded(NOW);

    long next = NOW + Pace.ROUND_SHARE * 10_000;
    pace.entry(next - 1);
    assertThat(pace.isRound(next - 1, 1)).isFalse();
    assertThat(pace.isRound(next - 1, Pace.ROUND_ENDS)).isTrue();
    pace.entry(next);
    assertThat(pace.isRound(next, 1)).isTrue();
  }

  @Test
  void where_telling_does_not_keep_up_busy_roles_are_told_less_often_and_as_often_again_later() {
    assertThat(pace.interval()).isEqualTo(1_000);
    for (int i = 0; i < 100; i++) {
      long before = pace.interval();
      pace.keptUp(false);
      assertThat(pace.interval()).isBetween(before, 2_000L);
    }
    assertThat(pace.interval()).isEqualTo(2_000);
    for (int i = 0; i < 100; i++) {
      pace.keptUp(true);
      assertThat(pace.interval()).isGreaterThanOrEqualTo(1_000);
    }
    assertThat(pace.interval()).isEqualTo(1_000);
    // Whoever asked for more than that gets it
    Pace slow = new Pace(60_000);
    slow.keptUp(false);
    assertThat(slow.interval()).isEqualTo(60_000);
  }

  @Test
  void what_is_told_is_committed_now_and_then_but_not_in_a_catch_up() {
    pace.appended(NOW);
    pace.entry(NOW);

    assertThat(pace.isTimeToCommit(NOW)).isTrue();
    pace.committed(NOW);
    assertThat(pace.isTimeToCommit(NOW + Pace.COMMIT_MILLIS - 1)).isFalse();
    assertThat(pace.isTimeToCommit(NOW + Pace.COMMIT_MILLIS)).isTrue();

    pace.entry(NOW + 3_600_000);
    assertThat(pace.isTimeToCommit(NOW + 3_600_000)).isFalse();
  }

  @Test
  void provisional_events_leave_time_for_what_comes_in() {
    pace.appended(NOW);
    pace.entry(NOW);
    pace.toldProvisional(NOW, 100, true);

    assertThat(pace.isTimeForProvisional(NOW + 299)).isFalse();
    assertThat(pace.isTimeForProvisional(NOW + 300)).isTrue();
  }

  @Test
  void roles_with_many_observations_have_their_turn_however_busy_those_with_few_are() {
    pace.toldProvisional(NOW, 25, true);

    for (long now = NOW + 100; now < NOW + 175; now += 25) {
      assertThat(pace.isTimeForMany(now)).isFalse();
      pace.toldProvisional(now, 25, false);
    }
    assertThat(pace.isTimeForMany(NOW + 175)).isTrue();
  }

  @Test
  void old_records_that_nothing_follows_are_the_present() {
    pace.appended(NOW - 3_600_000);
    pace.entry(NOW - 60_000);
    pace.roundEnded(NOW - 1);
    for (int i = 0; i < Pace.IDLE_TICKS; i++) {
      assertThat(pace.isCatchingUp(NOW)).as("the thread was busy elsewhere").isTrue();
      pace.tick();
    }

    assertThat(pace.isCatchingUp(NOW)).isFalse();
    assertThat(pace.isRound(NOW, 1)).isTrue();
  }

  @Test
  void corrections_take_a_quarter_of_the_time_and_wait_for_a_round_in_a_catch_up() {
    pace.appended(NOW);
    pace.corrected(NOW, 500);
    assertThat(pace.isTimeToCorrect(NOW + 1_999)).isFalse();
    assertThat(pace.isTimeToCorrect(NOW + 2_000)).isTrue();

    pace.entry(NOW + 60_000);
    pace.corrected(NOW + 60_000, 500);
    assertThat(pace.isTimeToCorrect(NOW + 60_000 + Pace.ROUND_MILLIS - 1)).isFalse();
    assertThat(pace.isTimeToCorrect(NOW + 60_000 + Pace.ROUND_MILLIS)).isTrue();
  }
}
