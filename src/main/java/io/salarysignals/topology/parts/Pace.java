package io.salarysignals.topology.parts;

/**
 * When a task tells what. In the steady state everything is told as soon as it may be. During a
 * catch-up event days pass within moments: then provisional events are left out, and grid ends are
 * closed in rounds, many at once, which is much cheaper than one by one and lets changes that come
 * a little late count before they would have to be corrected. None of this decides what is said in
 * the end.
 */
public final class Pace {
  /** During a catch-up a round begins once so many grid ends wait... */
  public static final int ROUND_ENDS = 28;

  /** ...or so long after the last one... */
  public static final long ROUND_MILLIS = 15_000;

  /**
   * ...and so many times as long as that one took: each round sums the windows of every role anew
   * before it moves them, whether for one grid end or for many.
   */
  public static final long ROUND_SHARE = 3;

  /** Corrections may take up to a quarter of the time; the rest of the time they are collected. */
  private static final long CORRECTION_SHARE = 4;

  /** A task's provisional events take up to a quarter of a thread's time... */
  private static final long PROVISIONAL_SHARE = 3;

  /** ...and those of roles with many observations up to an eighth. */
  private static final long MANY_SHARE = 7;

  /** Where telling does not keep up, roles that always change are told this often, milliseconds. */
  private static final long SLOWEST_MILLIS = 2_000;

  /** Least time between two commits that are asked for. */
  public static final long COMMIT_MILLIS = 200;

  /**
   * A source rests only if that many looks in a row found nothing new: on a busy thread seconds
   * pass between two records that were there all the time.
   */
  public static final int IDLE_TICKS = 20;

  private final long emitMillis;
  private long lastAppendTime;
  private long lastEntryAt;
  private int idleTicks = IDLE_TICKS;
  private long lastRound;
  private long roundBegan;
  private boolean inRound;
  private long roundTook;
  private long nextCorrections;
  private long nextProvisional;
  private long nextMany;
  private long lastCommit;
  private long interval;

  /**
   * @param emitMillis least time between two provisional events of one key
   */
  public Pace(long emitMillis) {
    this.emitMillis = emitMillis;
    this.interval = emitMillis;
  }

  /** An entry came in. */
  public void entry(long now) {
    lastEntryAt = now;
    idleTicks = 0;
  }

  /** Time to look what is to be told; records come in between two of these. */
  public void tick() {
    idleTicks = Math.min(IDLE_TICKS, idleTicks + 1);
  }

  /** Records appended up to this time were seen. */
  public void appended(long time) {
    lastAppendTime = Math.max(lastAppendTime, time);
  }

  public long lastAppendTime() {
    return lastAppendTime;
  }

  /** Whether old records stream in; old ones that nothing follows are a source that rests. */
  public boolean isCatchingUp(long now) {
    long fresh = 2 * emitMillis + 2_000;
    return now - lastAppendTime > fresh && (now - lastEntryAt <= fresh || idleTicks < IDLE_TICKS);
  }

  /**
   * Whether to close grid ends now.
   *
   * @param waiting how many wait
   */
  public boolean isRound(long now, int waiting) {
    return !isCatchingUp(now)
        || waiting >= ROUND_ENDS
        || now - lastRound >= Math.max(ROUND_MILLIS, ROUND_SHARE * roundTook);
  }

  /** A round begins, or goes on. */
  public void roundBegan(long now) {
    if (!inRound) {
      inRound = true;
      roundBegan = now;
    }
  }

  /** A round has ended. */
  public void roundEnded(long now) {
    roundTook = inRound ? now - roundBegan : 0;
    inRound = false;
    lastRound = now;
  }

  /** Whether to tell corrections now. */
  public boolean isTimeToCorrect(long now) {
    return now >= nextCorrections;
  }

  /** Corrections were told for so long. */
  public void corrected(long now, long tookMillis) {
    long pause = isCatchingUp(now) ? ROUND_MILLIS : emitMillis;
    nextCorrections = now + Math.max(pause, CORRECTION_SHARE * tookMillis);
  }

  /** Whether to tell provisional events now. */
  public boolean isTimeForProvisional(long now) {
    return now >= nextProvisional && !isCatchingUp(now);
  }

  /** Provisional events were told, and may be again after the interval. */
  public void toldProvisional(long now) {
    nextProvisional = now + emitMillis;
  }

  /** Whether roles with many observations may be told, too, which takes longer. */
  public boolean isTimeForMany(long now) {
    return now >= nextMany;
  }

  /**
   * Least time between two provisional events of a role: the emission interval, or up to two
   * seconds where telling does not keep up with it, so that roles that always change do not hold up
   * those that rarely do.
   */
  public long interval() {
    return interval;
  }

  /** All roles with few observations that were due were told in their time, or not. */
  public void keptUp(boolean all) {
    interval =
        all
            ? Math.max(emitMillis, interval - interval / 8)
            : Math.min(Math.max(emitMillis, SLOWEST_MILLIS), interval + interval / 8);
  }

  /**
   * Provisional events were told for so long up to now. Records come in between two visits only,
   * and few of them where one visit follows the other: so what waits longest has its time.
   *
   * @param many whether roles with many observations might be told
   */
  public void toldProvisional(long now, long tookMillis, boolean many) {
    nextProvisional = now + PROVISIONAL_SHARE * tookMillis;
    if (many) {
      nextMany = now + MANY_SHARE * tookMillis;
    }
  }

  /**
   * Whether what was told should be committed now: readers see what is committed only, and each
   * commit waits for all that was sent before it.
   */
  public boolean isTimeToCommit(long now) {
    return !isCatchingUp(now) && now - lastCommit >= COMMIT_MILLIS;
  }

  /** A commit was asked for. */
  public void committed(long now) {
    lastCommit = now;
  }
}
