package io.salarysignals.domain.demand;

/**
 * A number of 64 bits in place of a text: texts that share most of their words have fingerprints
 * that differ in few bits, and no text can be read back from one. Charikar's simhash (2002) over
 * the words, each as often as it occurs; Manku, Jain and Das Sarma (2007) call pages near-identical
 * up to 3 bits of 64.
 */
public final class TextFingerprint {
  /** There is none: the text is too short to be told from others. */
  public static final long NONE = 0;

  /** Shorter texts share their few words by chance. */
  private static final int LEAST_WORDS = 20;

  /** What comes after so many characters does not count. */
  private static final int MOST_CHARS = 100_000;

  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private TextFingerprint() {}

  /**
   * The fingerprint of a text without markup; case, punctuation and white space do not count.
   *
   * @param text may be null
   */
  public static long of(CharSequence text) {
    if (text == null) {
      return NONE;
    }
    int[] bits = new int[Long.SIZE];
    int length = Math.min(text.length(), MOST_CHARS);
    int words = 0;
    long hash = FNV_BASIS;
    boolean within = false;
    for (int i = 0; i <= length; i++) {
      char c = i < length ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c)) {
        hash = (hash ^ Character.toLowerCase(c)) * FNV_PRIME;
        within = true;
      } else if (within) {
        count(mix(hash), bits);
        words++;
        hash = FNV_BASIS;
        within = false;
      }
    }
    return words < LEAST_WORDS ? NONE : fingerprint(bits);
  }

  private static void count(long word, int[] bits) {
    for (int b = 0; b < Long.SIZE; b++) {
      bits[b] += (word >>> b & 1) == 0 ? -1 : 1;
    }
  }

  private static long fingerprint(int[] bits) {
    long fingerprint = 0;
    for (int b = 0; b < Long.SIZE; b++) {
      fingerprint |= bits[b] > 0 ? 1L << b : 0;
    }
    return fingerprint == NONE ? 1 : fingerprint;
  }

  /** The bits of FNV-1a are not independent enough: the finaliser of MurmurHash3. */
  private static long mix(long hash) {
    long z = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
    return z ^ z >>> 33;
  }
}
