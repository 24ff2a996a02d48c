package io.salarysignals.runtime.settings;

/** What a command cannot do without; its absence is reported with all other problems. */
public enum Need {
  /** {@code kafka.bootstrap.servers}. */
  CLUSTER,
  /** {@code registry.url}. */
  REGISTRY,
  /**
   * A readable {@code employer.hash.key.file} of at least {@value Settings#MIN_KEY_BYTES} bytes.
   */
  EMPLOYER_KEY
}
