package io.salarysignals.domain.demand;

/**
 * Which groups of postings the state may have, so that most new ones are not looked for there: a
 * set of hashes of 32 bits. Two groups with one hash cost a look-up that finds nothing; groups that
 * are over stay known until the next start. 8 to 16 bytes for each group.
 */
final class KnownGroups {
  private static final int LEAST = 1 << 10;

  private int[] hashes = new int[LEAST];
  private int size;

  /** Adds a group; returns whether it may have been there before. */
  boolean add(String role, int employer) {
    if (2 * size >= hashes.length) {
      int[] before = hashes;
      hashes = new int[2 * before.length];
      for (int hash : before) {
        if (hash != 0) {
          hashes[slot(hash)] = hash;
        }
      }
    }
    int hash = hash(role, employer);
    int slot = slot(hash);
    if (hashes[slot] == hash) {
      return true;
    }
    hashes[slot] = hash;
    size++;
    return false;
  }

  /** Where a hash is, or may be put. */
  private int slot(int hash) {
    int slot = hash & hashes.length - 1;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & hashes.length - 1;
    }
    return slot;
  }

  /** Never 0, which marks room that is free. */
  private static int hash(String role, int employer) {
    long mixed = (role.hashCode() * 31L + employer) * 0x9E3779B97F4A7C15L;
    int hash = (int) (mixed ^ mixed >>> 32);
    return hash == 0 ? 1 : hash;
  }
}
