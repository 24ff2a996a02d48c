package io.salarysignals.streams.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.streams.serde.Mutations;
import io.salarysignals.streams.serde.SchemaCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
  private static final long SEED = 20260303;
  private static final int INPUTS = 50_000;
  private static final String[] VALUES = {
    "null",
    "true",
    "[]",
    "{}",
    "[[]]",
    "-1",
    "1e400",
    "9223372036854775808",
    "0.1",
    "\"\"",
    "\"NaN\"",
    "\"\\ud800\"",
    "\"2026-01-01T00:00:00Z\"",
    "\"-999999999-01-01T00:00:00+18:00\"",
    "\"UNKNOWN\"",
    "1e-400",
    "-0.0",
    "{\"a\":{\"b\":null}}"
  };

  @Test
  void damagedJsonIsARecordOrAProblemAndNothingElse() {
    System.out.println("seed " + SEED);
    int[] outcomes = new int[2];
    var types = SchemaCatalogue.types();
    for (int t = 0; t < types.size(); t++) {
      fuzz(types.get(t), SEED + t, INPUTS / types.size() + 1, outcomes);
    }
    System.out.println(outcomes[0] + " records, " + outcomes[1] + " problems");
    assertThat(outcomes[0]).isPositive();
    assertThat(outcomes[1]).isPositive();
  }

  private static <T extends SpecificRecord> void fuzz(
      Class<T> type, long seed, int inputs, int[] outcomes) {
    RandomRecords records = new RandomRecords(seed);
    Mutations mutations = new Mutations(seed);
    Random random = new Random(seed);
    AvroToJson toJson = new AvroToJson();
    JsonToAvro<T> converter = new JsonToAvro<>(type);
    for (int i = 0; i < inputs; i++) {
      String good = toJson.write(records.next(type));
      String bad =
          i % 2 == 0
              ? new String(
                  mutations.next(good.getBytes(StandardCharsets.UTF_8), 0), StandardCharsets.UTF_8)
              : swapValue(good, random);
      try {
        T read = converter.read(bad);
        // A record must be whole: it survives being written and read again.
        assertThat(converter.read(toJson.write(read))).isEqualTo(read);
        outcomes[0]++;
      } catch (JsonMappingProblem e) {
        assertThat(e.getMessage()).contains("expected").hasSizeLessThan(600);
        outcomes[1]++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(type + " " + bad, e);
      }
    }
  }

  /** Puts another value in place of the one after some colon: well-formed JSON of a wrong shape. */
  private static String swapValue(String json, Random random) {
    String[] fields = json.split("(?<=\":)", -1);
    StringBuilder text = new StringBuilder();
    int swapped = random.nextInt(fields.length);
    for (int i = 0; i < fields.length; i++) {
      boolean here = i == swapped && i > 0;
      text.append(
          here
              ? fields[i].replaceFirst(
                  "^(\"[^\"\\\\]*\"|[-0-9.eE+]+|true|false)",
                  java.util.regex.Matcher.quoteReplacement(VALUES[random.nextInt(VALUES.length)]))
              : fields[i]);
    }
    return text.toString();
  }
}
