package io.salarysignals.runtime.app;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.intake.EmployerHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 of an employer's name, of which the first 16 or 32 bits are used. Names are compared
 * without case and space.
 */
final class KeyedEmployerHash implements EmployerHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final ThreadLocal<Mac> macs;
  private final BoundedCache<Integer> cache;

  KeyedEmployerHash(byte[] key, int cacheSize) {
    SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
    macs = ThreadLocal.withInitial(() -> mac(secret));
    cache = new BoundedCache<>(cacheSize, this::compute);
  }

  private static Mac mac(SecretKeySpec secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public int of(String employer) {
    return cache.get(employer) >>> 16;
  }

  @Override
  public int wide(String employer) {
    return cache.get(employer);
  }

  private int compute(String employer) {
    String plain =
        Normalizer.normalize(employer, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    byte[] hash = macs.get().doFinal(plain.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getInt();
  }
}
