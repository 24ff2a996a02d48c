package io.salarysignals.domain.intake;

/** A {@link TitleNormaliser} that remembers recent titles in a {@link BoundedCache}. */
public final class CachingTitleNormaliser implements TitleNormaliser {
  private final BoundedCache<NormalisedTitle> cache;

  /**
   * A cache in front of {@code delegate}.
   *
   * @param size slots, as in {@link BoundedCache}
   */
  public CachingTitleNormaliser(TitleNormaliser delegate, int size) {
    this.cache = new BoundedCache<>(size, delegate::normalise);
  }

  @Override
  public NormalisedTitle normalise(String title) {
    return title == null ? null : cache.get(title);
  }
}
