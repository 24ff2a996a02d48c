package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandDay;
import io.salarysignals.domain.demand.DemandPane;
import java.util.Map;

/**
 * Demand days as bytes, as schemas/store/DemandDay.avsc describes them: facets by number, and the
 * counts that are not zero, with a bit for each of them.
 */
public final class DemandDayCodec {
  private DemandDayCodec() {}

  public static byte[] write(DemandDay day, Texts texts, ByteWriter out) {
    out.reset();
    out.writeArrayStart(day.panes().size());
    for (Map.Entry<String, DemandPane> entry : day.panes().entrySet()) {
      out.writeLong(texts.id(entry.getKey()));
      write(entry.getValue(), out);
    }
    out.writeArrayEnd(day.panes().size());
    return out.toBytes();
  }

  private static void write(DemandPane pane, ByteWriter out) {
    int held = 0;
    for (int i = 0; i < DemandPane.SIZE; i++) {
      held |= pane.count(i) != 0 ? 1 << i : 0;
    }
    out.writeLong(held);
    int used = Integer.bitCount(held);
    out.writeArrayStart(used);
    for (int i = 0; i < DemandPane.SIZE; i++) {
      if (pane.count(i) != 0) {
        out.writeLong(pane.count(i));
      }
    }
    out.writeArrayEnd(used);
    out.writeArrayStart(pane.ageCount());
    for (int i = 0; i < pane.ageCount(); i++) {
      out.writeLong(pane.age(i));
      out.writeLong(pane.deaths(i));
      out.writeLong(pane.exits(i));
    }
    out.writeArrayEnd(pane.ageCount());
  }

  public static DemandDay read(byte[] bytes, Texts texts, ByteReader in) {
    in.over(bytes);
    DemandDay day = new DemandDay();
    int panes = in.readArrayStart();
    for (int p = 0; p < panes; p++) {
      String facet = texts.text(in.readInt());
      int[] counts = new int[DemandPane.SIZE];
      int held = in.readInt();
      int used = in.readArrayStart();
      for (int i = 0; i < DemandPane.SIZE; i++) {
        if ((held & 1 << i) != 0) {
          counts[i] = in.readInt();
        }
      }
      in.readArrayEnd(used);
      int n = in.readArrayStart();
      int[] ages = new int[n];
      int[] deaths = new int[n];
      int[] exits = new int[n];
      for (int i = 0; i < n; i++) {
        ages[i] = in.readInt();
        deaths[i] = in.readInt();
        exits[i] = in.readInt();
      }
      in.readArrayEnd(n);
      day.put(facet, new DemandPane(counts, ages, deaths, exits));
    }
    in.readArrayEnd(panes);
    return day;
  }
}
