package io.salarysignals.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedLastTest {
  @TempDir Path folder;

  /** A few bytes of memory: nearly every put goes to a file; many: nothing does. */
  @ParameterizedTest
  @ValueSource(longs = {1, 500, 5_000, 1 << 20})
  void isTheLastValueOfEachKeyInOrder(long maxBytes) throws IOException {
    long seed = 20260301;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, String> model = new TreeMap<>();
    List<String> drained = new ArrayList<>();
    try (SortedLast last = new SortedLast(folder, maxBytes)) {
      for (int i = 0; i < 400; i++) {
        String key = "k" + random.nextInt(90);
        String value = random.nextInt(5) == 0 ? null : "v" + i;
        model.put(key, String.valueOf(value));
        last.put(bytes(key), value == null ? null : bytes(value));
      }
      last.drain(
          (key, value) -> drained.add(text(key) + "=" + (value == null ? null : text(value))));
    }

    assertThat(drained)
        .isEqualTo(model.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    try (var left = Files.list(folder)) {
      assertThat(left).as("temporary files").isEmpty();
    }
  }

  @Test
  void ordersByUnsignedBytes() throws IOException {
    List<String> drained = new ArrayList<>();
    try (SortedLast last = new SortedLast(folder, 1)) {
      for (String key : List.of("é", "z", "a", "a|b", "aa")) {
        last.put(bytes(key), bytes("1"));
      }
      last.drain((key, value) -> drained.add(text(key)));
    }
    assertThat(drained).containsExactly("a", "aa", "a|b", "z", "é");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
