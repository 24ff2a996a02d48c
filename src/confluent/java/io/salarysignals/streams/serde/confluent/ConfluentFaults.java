package io.salarysignals.streams.serde.confluent;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.salarysignals.streams.serde.RegistryException;
import io.salarysignals.streams.serde.RegistryUnavailableException;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.serde.UndecodableException.Code;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells an outage, a refusal and bad bytes apart in what Confluent's classes throw. */
final class ConfluentFaults {
  private ConfluentFaults() {}

  /** What a failed decoding is by the contract of our decoders. */
  static KafkaException decoding(KafkaException fault) {
    KafkaException registry = ofRegistry(fault);
    if (registry != null) {
      return registry;
    }
    return fault instanceof SerializationException
        ? new UndecodableException(Code.BAD_AVRO, fault.getMessage(), fault)
        : new RegistryException(fault.getMessage(), fault);
  }

  /** What a failed encoding is by the contract of our encoders. */
  static KafkaException encoding(String topic, KafkaException fault) {
    KafkaException registry = ofRegistry(fault);
    if (registry != null) {
      return registry;
    }
    return fault instanceof SerializationException
        ? fault
        : new RegistryException(
            "the registry refuses the schema for topic "
                + topic
                + " ("
                + fault.getMessage()
                + "); where auto.register=false, run `topics create` first",
            fault);
  }

  private static KafkaException ofRegistry(KafkaException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException rest) {
        int status = rest.getStatus();
        return status >= 500 || status == 429 || status == 408
            ? unavailable(fault)
            : new RegistryException(
                "the registry answered " + status + ": " + rest.getMessage(), fault);
      }
      if (cause instanceof RetriableException
          || cause instanceof SocketException
          || cause instanceof SocketTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof SSLException) {
        return unavailable(fault);
      }
    }
    return null;
  }

  private static RegistryUnavailableException unavailable(KafkaException fault) {
    return new RegistryUnavailableException(
        "no schema registry could be asked: " + fault.getMessage(), fault);
  }
}
