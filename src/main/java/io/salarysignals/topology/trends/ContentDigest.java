package io.salarysignals.topology.trends;

import io.salarysignals.event.SalaryObservation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A 128-bit digest of an event's canonical bytes: its Avro binary in this build's schema, whatever
 * schema it was written with. One instance per thread.
 */
final class ContentDigest {
  private static final int BYTES = 16;

  private final SpecificDatumWriter<SalaryObservation> writer =
      new SpecificDatumWriter<>(SalaryObservation.getClassSchema());
  private final ReusableOutput output = new ReusableOutput();
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(output, null);
  private final MessageDigest digest;
  private final ByteBuffer result = ByteBuffer.allocate(BYTES);

  ContentDigest() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  void read(SalaryObservation event) {
    output.reset();
    try {
      writer.write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read(output.buffer(), 0, output.size());
  }

  /** As {@link #read(SalaryObservation)}, of canonical bytes. */
  void read(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
    try {
      digest.digest(result.array(), 0, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("an MD5 digest has 16 bytes", e);
    }
  }

  long high() {
    return result.getLong(0);
  }

  long low() {
    return result.getLong(8);
  }

  private static final class ReusableOutput extends java.io.ByteArrayOutputStream {
    byte[] buffer() {
      return buf;
    }
  }
}
