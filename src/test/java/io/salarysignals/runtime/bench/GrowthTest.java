package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.simulate.BenchParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void eachIsLargerInOneRespect() {
    BenchParameters standard = BenchParameters.standard();
    BenchParameters base = Growth.base(standard);
    Map<String, BenchParameters> larger = Growth.larger(standard);

    assertThat(base.records()).isEqualTo(500_000);
    assertThat(base.days()).isEqualTo(6);
    assertThat(base.roles() * base.places()).isEqualTo(2_000);
    BenchParameters markets = larger.get("10 times the markets");
    assertThat(markets.roles()).isEqualTo(10 * base.roles());
    assertThat(markets.records()).isEqualTo(base.records());
    BenchParameters skills = larger.get("10 times the skills");
    assertThat(skills.skillVocabulary()).isEqualTo(10 * base.skillVocabulary());
    assertThat(skills.skillsPerRole()).isEqualTo(240);
    BenchParameters history = larger.get("10 times the history");
    assertThat(history.records() / history.days()).isEqualTo(base.records() / base.days());
    assertThat(history.days()).isEqualTo(60);
  }

  @Test
  void percentilesAreOrderStatistics() {
    double[] sample = {5, 1, 4, 2, 3};
    assertThat(Percentiles.at(0.5, sample)).isEqualTo(3);
    assertThat(Percentiles.at(0.99, sample)).isEqualTo(5);
    assertThat(Percentiles.at(0.2, sample)).isEqualTo(1);
    assertThat(Percentiles.at(0.21, sample)).isEqualTo(2);
    assertThat(Percentiles.at(0.5, new double[0])).isNaN();
  }

  @Test
  void threadsOfTheJvmAreToldApartByTheNamesThatLinuxKnows() {
    assertThat(ThreadCpu.kindOfNative("C2 CompilerThre")).contains(ThreadCpu.COMPILING);
    assertThat(ThreadCpu.kindOfNative("GC Thread#1")).contains(ThreadCpu.COLLECTING);
    assertThat(ThreadCpu.kindOfNative("rocksdb:low")).contains(ThreadCpu.STORING);
    assertThat(ThreadCpu.kindOfNative("VM Thread")).isEmpty();
  }
}
