package io.salarysignals.topology.parts;

/** The share of undecodable records passed the configured bound. */
public final class TooManyDeadLettersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyDeadLettersException(long dead, long seen) {
    super(
        dead
            + " of the last "
            + seen
            + " records could not be decoded: check what writes to the"
            + " topic and which registry it uses, or raise dead.letters.max.ratio");
  }
}
