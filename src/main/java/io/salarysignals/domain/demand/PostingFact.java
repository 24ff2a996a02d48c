package io.salarysignals.domain.demand;

/**
 * An admitted event in normal form: what is kept of it.
 *
 * @param at when it happened, epoch ms
 * @param corrects the version it corrects or takes back; 0: none named
 * @param digest of the event's content: tells different contents of one version apart
 * @param conflict whether the version came with different contents
 * @param validThrough when the posting expires, epoch ms, or {@link #NO_END}
 * @param attributes what the posting is about, or null where the event does not say
 * @param pay advertised pay, or null
 */
public record PostingFact(
    int version,
    PostingEventType type,
    long at,
    int corrects,
    long digest,
    boolean conflict,
    long validThrough,
    PostingAttributes attributes,
    AdvertisedPay pay) {
  /** No end is stated. */
  public static final long NO_END = Long.MAX_VALUE;

  PostingFact conflicted() {
    return new PostingFact(
        version, type, at, corrects, digest, true, validThrough, attributes, pay);
  }
}
