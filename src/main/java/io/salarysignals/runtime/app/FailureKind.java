package io.salarysignals.runtime.app;

import io.salarysignals.streams.serde.RegistryUnavailableException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** What kind of failure ended a stream thread, and so what helps. */
enum FailureKind {
  /** The cluster or the registry is in trouble: a new thread takes the work up again. */
  PASSING("a broker or registry error"),
  /** Somebody must change rights, settings or topics first. */
  CONFIGURATION("the cluster does not allow it"),
  /** It would happen again with every new thread. */
  BUG("a defect of the application, or a limit that it keeps");

  private final String words;

  FailureKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Judges by the first cause that tells something. */
  static FailureKind of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof InvalidConfigurationException
          || cause instanceof UnsupportedVersionException
          || cause instanceof MissingSourceTopicException) {
        return CONFIGURATION;
      }
      if (cause instanceof RecordTooLargeException || cause instanceof SerializationException) {
        return BUG;
      }
      if (cause instanceof ApiException
          || cause instanceof RegistryUnavailableException
          || cause instanceof TaskMigratedException
          || cause instanceof TaskCorruptedException
          || cause instanceof LockException) {
        return PASSING;
      }
    }
    return BUG;
  }

  private static Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
