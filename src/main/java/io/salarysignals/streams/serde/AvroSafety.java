package io.salarysignals.streams.serde;

import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Process-wide guards of the Avro library: which classes it may load by name, and how much it may
 * allocate for one length read from foreign bytes.
 *
 * <p>Avro reads its limits once, from system properties, so {@link #install()} belongs at the start
 * of the process; the codecs call it too. Decoding from an array is bounded by that array's length
 * in any case, and the decoder bounds the array.
 */
public final class AvroSafety {
  /** Greatest length of one string or one byte sequence, in bytes, and of one collection. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(AvroSafety.class);
  private static final String PACKAGE = "io.salarysignals.";
  private static boolean installed;

  private AvroSafety() {}

  /** Installs the guards; later calls do nothing. */
  public static synchronized void install() {
    if (installed) {
      return;
    }
    installed = true;
    limit(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY);
    limit(SystemLimitException.MAX_STRING_LENGTH_PROPERTY);
    limit(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY);
    limit(SystemLimitException.MAX_COLLECTION_ALLOCATION_PROPERTY);
    ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        type -> type.getName().startsWith(PACKAGE) || before.isTrusted(type));
    if (!limited()) {
      LOG.warn(
          "Avro was used before its limits were set; they stay at the library's defaults."
              + " Start the process with -D{}={}",
          SystemLimitException.MAX_STRING_LENGTH_PROPERTY,
          MAX_LENGTH);
    }
  }

  /** Whether Avro refuses lengths above {@link #MAX_LENGTH}. */
  static boolean limited() {
    try {
      SystemLimitException.checkMaxStringLength(MAX_LENGTH + 1L);
      return false;
    } catch (SystemLimitException e) {
      return true;
    }
  }

  private static void limit(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(MAX_LENGTH));
    }
  }
}
