package io.salarysignals.streams.serde;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes in the ways of a broken producer, a bad disk and an attacker. */
public final class Mutations {
  private static final byte[] NASTY = {
    0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff, 0x3d, '"', '{', '['
  };

  private final Random random;

  public Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** A damaged copy; the first {@code spared} bytes may only be cut off or lose their place. */
  public byte[] next(byte[] good, int spared) {
    byte[] bytes = good.clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      bytes = once(bytes, Math.min(spared, bytes.length));
    }
    return bytes;
  }

  private byte[] once(byte[] bytes, int spared) {
    int room = bytes.length - spared;
    int at = spared + (room == 0 ? 0 : random.nextInt(room));
    switch (random.nextInt(6)) {
      case 0 -> {
        if (room > 0) {
          bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
      }
      case 1 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      case 2 -> {
        return insert(bytes, at, random.nextInt(12));
      }
      case 3 -> {
        if (room > 0) {
          bytes[at] = NASTY[random.nextInt(NASTY.length)];
        }
        return bytes;
      }
      case 4 -> {
        // A run of bytes, e.g. a huge length as a variable-length integer.
        int end = Math.min(bytes.length, at + random.nextInt(11));
        Arrays.fill(bytes, at, end, NASTY[random.nextInt(NASTY.length)]);
        return bytes;
      }
      default -> {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        byte[] joined = Arrays.copyOf(bytes, spared + noise.length);
        System.arraycopy(noise, 0, joined, spared, noise.length);
        return joined;
      }
    }
  }

  private byte[] insert(byte[] bytes, int at, int count) {
    byte[] grown = new byte[bytes.length + count];
    byte[] added = new byte[count];
    random.nextBytes(added);
    System.arraycopy(bytes, 0, grown, 0, at);
    System.arraycopy(added, 0, grown, at, count);
    System.arraycopy(bytes, at, grown, at + count, bytes.length - at);
    return grown;
  }
}
