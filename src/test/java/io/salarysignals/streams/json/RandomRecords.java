package io.salarysignals.streams.json;

import io.salarysignals.streams.serde.AvroSafety;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Random values of any public schema, extremes included. */
public final class RandomRecords {
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    126500.0,
    2e-3,
    1e-7,
    9.999e-8,
    1e21,
    1e23,
    5e-324,
    1.7976931348623157e308
  };
  private static final String[] TEXTS = {
    "", "Sr. Backend Engineer", "\"\\/\b\n\t", "C++ | C# & <b>", "Łódź 東京 😀", "\u0000\u2028\uffff"
  };

  private final Random random;

  public RandomRecords(long seed) {
    AvroSafety.install();
    this.random = new Random(seed);
  }

  /** A record of the class, every field valid. */
  public <T extends SpecificRecord> T next(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    return type.cast(value(model.getSchema(type)));
  }

  private Object value(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName().equals("date")
          ? LocalDate.ofEpochDay(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(40_000))
          : Instant.ofEpochMilli(
              random.nextInt(4) == 0 ? random.nextLong() : 1_000L * random.nextInt());
    }
    return switch (schema.getType()) {
      case RECORD -> {
        SpecificRecord made = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        schema.getFields().forEach(field -> made.put(field.pos(), value(field.schema())));
        yield made;
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case NULL -> null;
      case ENUM ->
          SpecificData.get()
              .createEnum(
                  schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())),
                  schema);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        IntStream.range(0, random.nextInt(4))
            .forEach(i -> list.add(value(schema.getElementType())));
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        IntStream.range(0, random.nextInt(4))
            .forEach(i -> map.put(text() + i, value(schema.getValueType())));
        yield map;
      }
      case STRING -> text();
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield ByteBuffer.wrap(bytes);
      }
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(100);
      case LONG -> random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(100);
      case DOUBLE -> real();
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private double real() {
    if (random.nextInt(3) == 0) {
      return DOUBLES[random.nextInt(DOUBLES.length)];
    }
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) && random.nextBoolean() ? any : random.nextDouble() * 1e6;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
