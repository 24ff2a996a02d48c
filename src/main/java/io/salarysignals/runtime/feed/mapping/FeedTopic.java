package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.SalaryObservation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The topics that files can be fed into, with what their records are and how they are keyed. */
public enum FeedTopic {
  SALARY_OBSERVATIONS("salary-observations", "observationId", SalaryObservation::new),
  JOB_POSTINGS("job-postings", "postingId", JobPostingEvent::new),
  FX_RATES("fx-rates", null, FxRate::new);

  private final String topic;
  private final String idField;
  private final Supplier<? extends SpecificRecord> maker;
  private final Class<? extends SpecificRecord> type;

  FeedTopic(String topic, String idField, Supplier<? extends SpecificRecord> maker) {
    this.topic = topic;
    this.idField = idField;
    this.maker = maker;
    this.type = maker.get().getClass();
  }

  /** The name of the topic without the configured prefix. */
  public String topic() {
    return topic;
  }

  /** The field that holds the record's id, or null where the key is made of several. */
  public String idField() {
    return idField;
  }

  /** The class of its values. */
  public Class<? extends SpecificRecord> type() {
    return type;
  }

  /** The schema of its values. */
  public Schema schema() {
    return maker.get().getSchema();
  }

  /** A new value with the defaults of the schema in every field that has one. */
  public SpecificRecord blank() {
    SpecificRecord record = maker.get();
    for (Schema.Field field : record.getSchema().getFields()) {
      if (field.hasDefaultValue()) {
        record.put(field.pos(), SpecificData.get().getDefaultValue(field));
      }
    }
    return record;
  }

  /**
   * The key of a value: its id, or {@code currency|effectiveAt} with the time in ISO 8601. Null
   * where what it is made of is missing.
   */
  public String keyOf(SpecificRecord value) {
    if (value instanceof SalaryObservation observation) {
      return observation.getObservationId();
    }
    if (value instanceof JobPostingEvent posting) {
      return posting.getPostingId();
    }
    FxRate rate = (FxRate) value;
    return rate.getCurrency() == null || rate.getEffectiveAt() == null
        ? null
        : rate.getCurrency() + "|" + rate.getEffectiveAt();
  }

  /** The topic of that name. */
  public static Optional<FeedTopic> named(String name) {
    return Arrays.stream(values()).filter(t -> t.topic.equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static List<String> names() {
    return Arrays.stream(values()).map(FeedTopic::topic).toList();
  }
}
