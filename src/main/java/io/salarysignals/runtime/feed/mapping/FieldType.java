package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.event.PayPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Turns values of expressions into what a field of a schema holds. */
final class FieldType {
  private static final Dates ISO = Dates.iso();

  private final Function<Object, Object> convert;
  private final boolean required;
  private final String wanted;

  private FieldType(Function<Object, Object> convert, boolean required, String wanted) {
    this.convert = convert;
    this.required = required;
    this.wanted = wanted;
  }

  static FieldType of(Schema.Field field) {
    Schema schema = nonNull(field.schema());
    boolean required = !field.schema().isNullable() && !field.hasDefaultValue();
    Function<Object, Object> convert =
        switch (schema.getType()) {
          case STRING -> FieldType::text;
          case DOUBLE -> FieldType::number;
          case INT -> FieldType::whole;
          case BOOLEAN -> FieldType::truth;
          case LONG -> schema.getLogicalType() == null ? FieldType::bits : FieldType::instant;
          case ARRAY -> FieldType::list;
          case ENUM -> enumeration(schema);
          default -> throw new IllegalStateException("no conversion to " + schema);
        };
    boolean time = schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    return new FieldType(
        convert, required, time ? "instant" : schema.getType().getName().toLowerCase(Locale.ROOT));
  }

  /** The schema itself, or what an optional field holds where it holds something. */
  static Schema nonNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  /** Whether the record cannot be written without it. */
  boolean required() {
    return required;
  }

  /** What it holds, in one word. */
  String wanted() {
    return wanted;
  }

  /** The value as the field holds it. */
  Object convert(Object value) {
    return convert.apply(value);
  }

  private static Object text(Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Instant
        || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString(number.longValue())
          : number.toString();
    }
    throw BadValueException.of("a list where one text is wanted");
  }

  private static Object number(Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof String text) {
      return Texts.number(text, '.');
    }
    throw BadValueException.of("not a number");
  }

  private static Object whole(Object value) {
    double number = (Double) number(value);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw BadValueException.of("not a whole number");
    }
    return (int) number;
  }

  private static Object bits(Object value) {
    if (value instanceof Long) {
      return value;
    }
    try {
      return Long.valueOf(value.toString().strip());
    } catch (NumberFormatException e) {
      throw BadValueException.of("not a whole number of 64 bits");
    }
  }

  private static Object truth(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "t", "1", "1.0" -> true;
      case "false", "no", "n", "f", "0", "0.0" -> false;
      default -> throw BadValueException.of("neither true nor false");
    };
  }

  private static Object instant(Object value) {
    if (value instanceof Instant) {
      return value;
    }
    if (value instanceof String text) {
      return ISO.read(text);
    }
    throw BadValueException.of("not a date");
  }

  private static Object list(Object value) {
    if (value instanceof String text) {
      return Texts.list(text, ",;|");
    }
    if (value instanceof List<?> items) {
      return new ArrayList<>(items);
    }
    throw BadValueException.of("not a list of texts");
  }

  private static Function<Object, Object> enumeration(Schema schema) {
    return value -> {
      String symbol = value.toString().strip();
      if (schema.getName().equals("PayPeriod")) {
        PayPeriod period = Periods.of(symbol);
        if (period != null) {
          return period;
        }
      }
      String upper = symbol.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
      // UNKNOWN is what readers see of newer symbols; nobody may say it.
      if (!schema.hasEnumSymbol(upper) || upper.equals(schema.getEnumDefault())) {
        throw BadValueException.of("not one of " + symbols(schema));
      }
      return SpecificData.get().createEnum(upper, schema);
    };
  }

  private static List<String> symbols(Schema schema) {
    return schema.getEnumSymbols().stream()
        .filter(symbol -> !symbol.equals(schema.getEnumDefault()))
        .toList();
  }
}
