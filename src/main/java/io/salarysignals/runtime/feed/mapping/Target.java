package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.domain.intake.Reason;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The fields that a mapping sets in one record, at the top or nested. */
final class Target {
  /** A field and where its value comes from: an expression, or for a nested record its fields. */
  record Setter(Schema.Field field, FieldType type, Expression expression, Target nested) {}

  private final List<Setter> setters;

  Target(List<Setter> setters) {
    this.setters = List.copyOf(setters);
  }

  /** Sets the fields of {@code record}; false where every value was empty. */
  boolean fill(SpecificRecord record, Context line) {
    boolean any = false;
    for (Setter setter : setters) {
      try {
        any |= set(record, setter, line);
      } catch (BadValueException e) {
        throw e.in(setter.field().name());
      }
    }
    return any;
  }

  private static boolean set(SpecificRecord record, Setter setter, Context line) {
    if (setter.nested() != null) {
      Schema schema = FieldType.nonNull(setter.field().schema());
      SpecificRecord inner = (SpecificRecord) SpecificData.get().newRecord(null, schema);
      boolean any = setter.nested().fill(inner, line);
      record.put(setter.field().pos(), any ? inner : null);
      return any;
    }
    Object value = setter.expression().value(line);
    if (value == null) {
      if (setter.type().required()) {
        throw new BadValueException(Reason.MISSING_FIELD, null, "empty, but every record needs it");
      }
      return false;
    }
    record.put(setter.field().pos(), setter.type().convert(value));
    return true;
  }
}
