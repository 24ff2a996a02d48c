package io.salarysignals.domain.watermark;

import static io.salarysignals.domain.watermark.SourceProgress.CLOSED;
import static io.salarysignals.domain.watermark.SourceProgress.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Law 6: finality is earned only when every partition has passed. */
class WatermarkVectorTest {
  @Test
  void nothing_is_final_before_every_partition_spoke() {
    WatermarkVector vector = new WatermarkVector(3);
    vector.update(0, 3, new SourceProgress(100, 110, false));
    vector.update(2, 3, new SourceProgress(50, 60, false));
    assertThat(vector.minimum()).isEqualTo(NONE);
    vector.update(1, 3, new SourceProgress(70, 80, false));
    assertThat(vector.minimum()).isEqualTo(50);
    assertThat(vector.maxEventTime()).isEqualTo(110);
  }

  @Test
  void idle_partitions_hold_nobody_up_but_all_idle_moves_nothing() {
    WatermarkVector vector = new WatermarkVector(2);
    vector.update(0, 2, new SourceProgress(100, 110, false));
    vector.update(1, 2, new SourceProgress(NONE, NONE, true));
    assertThat(vector.minimum()).isEqualTo(100);
    vector.update(0, 2, new SourceProgress(200, 210, true));
    assertThat(vector.minimum()).isEqualTo(100);
    // A partition that wakes behind does not take back what was said.
    vector.update(1, 2, new SourceProgress(10, 20, false));
    assertThat(vector.minimum()).isEqualTo(100);
  }

  @Test
  void closed_partitions_leave_the_rest_and_in_the_end_close_all() {
    WatermarkVector vector = new WatermarkVector(2);
    vector.update(0, 2, new SourceProgress(CLOSED, 500, false));
    assertThat(vector.minimum()).isEqualTo(NONE);
    vector.update(1, 2, new SourceProgress(300, 310, false));
    assertThat(vector.minimum()).isEqualTo(300);
    vector.update(1, 2, new SourceProgress(CLOSED, 310, false));
    assertThat(vector.minimum()).isEqualTo(CLOSED);
    assertThat(vector.maxEventTime()).isEqualTo(500);
  }

  @Property
  void it_never_falls_and_never_passes_the_slowest(
      @ForAll @Size(max = 60) List<@IntRange(max = 1000) Integer> times) {
    WatermarkVector vector = new WatermarkVector(3);
    long[] greatest = {NONE, NONE, NONE};
    long before = NONE;
    for (int i = 0; i < times.size(); i++) {
      int partition = times.get(i) % 3;
      greatest[partition] = Math.max(greatest[partition], times.get(i));
      vector.update(partition, 3, new SourceProgress(times.get(i), times.get(i), false));
      long slowest = Math.min(greatest[0], Math.min(greatest[1], greatest[2]));
      assertThat(vector.minimum()).isEqualTo(slowest).isGreaterThanOrEqualTo(before);
      before = vector.minimum();
    }
  }

  @Test
  void a_sources_watermark_stays_behind_by_the_disorder_and_never_falls() {
    SourceWatermark source = new SourceWatermark(10, SourceProgress.none());
    assertThat(source.forLateness()).isEqualTo(NONE);
    source.observe(100);
    source.observe(50);
    assertThat(source.progress().watermark()).isEqualTo(90);
    source.heartbeat(95);
    assertThat(source.progress().watermark()).isEqualTo(95);
    source.observe(101);
    assertThat(source.progress().watermark()).isEqualTo(95);
    source.close();
    assertThat(source.progress().isClosed()).isTrue();
    assertThat(source.forLateness()).isEqualTo(91);
  }
}
