package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.WatchFormat;
import io.salarysignals.domain.repricing.WatchState;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;

/** Domain values as bytes, in the layout of Avro: integers in zig-zag, doubles in eight bytes. */
final class Numbers {
  private Numbers() {}

  static WatchFormat.Writer writer(ByteWriter out) {
    return new WatchFormat.Writer() {
      @Override
      public void integer(long value) {
        out.writeLong(value);
      }

      @Override
      public void number(double value) {
        out.writeDouble(value);
      }
    };
  }

  static WatchFormat.Reader reader(ByteReader in) {
    return new WatchFormat.Reader() {
      @Override
      public long integer() {
        return in.readLong();
      }

      @Override
      public double number() {
        return readDouble(in);
      }
    };
  }

  static double readDouble(ByteReader in) {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      bits |= (long) (in.readByte() & 0xff) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  static byte[] bytes(Episode episode) {
    ByteWriter out = new ByteWriter();
    WatchFormat.write(episode, writer(out));
    return out.toBytes();
  }

  static byte[] bytes(WatchState state) {
    ByteWriter out = new ByteWriter();
    WatchFormat.write(state, writer(out));
    return out.toBytes();
  }

  static WatchState state(byte[] bytes) {
    return WatchFormat.readState(reader(new ByteReader().over(bytes)));
  }
}
