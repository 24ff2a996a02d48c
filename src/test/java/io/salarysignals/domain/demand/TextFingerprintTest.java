package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFingerprintTest {
  private static final long SEED = 9;
  private static final int WORDS = 300;

  /** Words that occur as often as those of a language: the k-th one every k-th time (Zipf). */
  private static String[] text(Random random) {
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = "w" + (int) Math.exp(random.nextDouble() * Math.log(5_000));
    }
    return words;
  }

  private static int apart(String one, String other) {
    return Long.bitCount(TextFingerprint.of(one) ^ TextFingerprint.of(other));
  }

  @Test
  void textsThatDifferInAFewWordsAreNearAndOthersAreNot() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int near = 0;
    int alike = 0;
    int unlike = 0;
    for (int i = 0; i < 1_000; i++) {
      String[] words = text(random);
      String text = String.join(" ", words);
      // Given the same with three other words, and with half of it another text
      String[] edited = words.clone();
      for (int e = 0; e < 3; e++) {
        edited[random.nextInt(WORDS)] = "new" + random.nextInt(1_000);
      }
      String[] half = text(random);
      System.arraycopy(words, 0, half, 0, WORDS / 2);
      // Then
      near += apart(text, String.join(" ", edited)) <= 3 ? 1 : 0;
      alike += apart(text, String.join(" ", half)) <= 3 ? 1 : 0;
      unlike += apart(text, String.join(" ", text(random))) <= 3 ? 1 : 0;
    }
    System.out.printf("near %d, half %d, others %d of 1,000%n", near, alike, unlike);
    assertThat(near).isGreaterThan(950);
    assertThat(alike).isLessThan(30);
    assertThat(unlike).isZero();
  }

  @Test
  void caseOrderAndPunctuationDoNotCountAndShortTextsHaveNone() {
    String text = String.join(" ", text(new Random(SEED)));
    String[] words = text.split(" ");
    String shouted = String.join(", ", words).toUpperCase(java.util.Locale.ROOT) + "!";
    assertThat(TextFingerprint.of(shouted)).isEqualTo(TextFingerprint.of(text));
    Arrays.sort(words);
    assertThat(TextFingerprint.of(String.join("\n", words))).isEqualTo(TextFingerprint.of(text));
    assertThat(TextFingerprint.of("a b c d e f g h i j k l m n o p q r s")).isZero();
    assertThat(TextFingerprint.of("a b c d e f g h i j k l m n o p q r s t")).isNotZero();
    assertThat(TextFingerprint.of(null)).isZero();
    assertThat(TextFingerprint.of(" ".repeat(200_000) + text)).isZero();
  }

  @Test
  void aTextOfOneWordHasTheBitsOfItsHash() {
    // FNV-1a of 64 bits of "a" is af63dc4c8601ec8c (the authors' test vectors); the finaliser
    // multiplies by odd numbers, so that another word of the same length shares about half its bits
    long one = TextFingerprint.of("a ".repeat(20));
    long other = TextFingerprint.of("b ".repeat(20));
    assertThat(one).isEqualTo(finalised(0xAF63DC4C8601EC8CL));
    assertThat(Long.bitCount(one ^ other)).isBetween(16, 48);
  }

  /** fmix64 of MurmurHash3, with arithmetic that does not overflow by itself. */
  private static long finalised(long hash) {
    java.math.BigInteger modulus = java.math.BigInteger.ONE.shiftLeft(64);
    java.math.BigInteger z = new java.math.BigInteger(Long.toUnsignedString(hash));
    z = z.xor(z.shiftRight(33));
    z = z.multiply(new java.math.BigInteger("FF51AFD7ED558CCD", 16)).mod(modulus);
    z = z.xor(z.shiftRight(33));
    z = z.multiply(new java.math.BigInteger("C4CEB9FE1A85EC53", 16)).mod(modulus);
    return z.xor(z.shiftRight(33)).longValue();
  }
}
