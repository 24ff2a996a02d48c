package io.salarysignals.streams.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry could not be asked: no connection, a time-out or a server error at every base URL,
 * after all retries. Trying again later may succeed; the record must not be given up.
 */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /** An outage; the message names the URLs tried and the last fault. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
