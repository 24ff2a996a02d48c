package io.salarysignals.streams.errors;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do with a record that cannot be written. One that cannot be serialised is a bug met by
 * one input record: that record goes to the dead letters. Everything that the broker says stops the
 * thread, because going on would lose the record: exactly-once then takes it up again.
 */
public final class SendFailures implements ProductionExceptionHandler {
  /** Key of Kafka Streams' configuration: the topic of dead letters. */
  public static final String DEAD_LETTERS = "salary.signals.dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(SendFailures.class);

  private String deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (String) configs.get(DEAD_LETTERS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RecordTooLargeException) {
      LOG.error(
          "a record for {} from {} is larger than the topic or the producer allows: raise"
              + " max.message.bytes of the topic and kafka.producer.max.request.size",
          record.topic(),
          context.processorNodeId());
    }
    return Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    if (deadLetters == null || context.topic() == null || context.sourceRawValue() == null) {
      return Response.fail();
    }
    LOG.error(
        "the {} of a record for {} cannot be serialised ({}); its source record {}-{} at {} goes"
            + " to the dead letters",
        origin,
        record.topic(),
        exception.getClass().getSimpleName(),
        context.topic(),
        context.partition(),
        context.offset());
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                deadLetters,
                null,
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                origin(context, exception))));
  }

  private static Headers origin(ErrorHandlerContext context, Exception exception) {
    Headers headers = new RecordHeaders();
    add(headers, "exception", exception.getClass().getName());
    add(headers, "topic", context.topic());
    add(headers, "partition", Integer.toString(context.partition()));
    add(headers, "offset", Long.toString(context.offset()));
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
