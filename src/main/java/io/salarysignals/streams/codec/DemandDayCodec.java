package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.DemandDay;
import io.salarysignals.domain.demand.DemandPane;
import java.util.ArrayList;
import java.util.List;

/**
 * Demand days as bytes, as schemas/store/DemandDay.avsc describes them: facets by number, the
 * counts that are not zero, with a bit for each of them, and facets with the same pane together. A
 * posting that is alone in its market on a day counts the same in all its facets.
 */
public final class DemandDayCodec {
  private static final int NONE = -1;

  private DemandDayCodec() {}

  public static byte[] write(DemandDay day, Texts texts, ByteWriter out) {
    int size = day.size();
    List<DemandPane> found = new ArrayList<>(size);
    int[] facets = new int[size];
    day.forEach(
        (facet, pane) -> {
          facets[found.size()] = texts.id(facet);
          found.add(pane);
        });
    DemandPane[] panes = found.toArray(new DemandPane[0]);
    int[] next = new int[size];
    int[] firsts = new int[size];
    int[] members = new int[size];
    int groups = group(panes, next, firsts, members);
    out.reset();
    out.writeArrayStart(groups);
    for (int g = 0; g < groups; g++) {
      out.writeArrayStart(members[g]);
      for (int i = firsts[g]; i != NONE; i = next[i]) {
        out.writeLong(facets[i]);
      }
      out.writeArrayEnd(members[g]);
      write(panes[firsts[g]], out);
    }
    out.writeArrayEnd(groups);
    return out.toBytes();
  }

  /**
   * Finds the panes that are the same.
   *
   * @param next takes, by pane, the next one that is the same, or NONE
   * @param firsts takes the first pane of each group
   * @param members takes how many are in each group
   * @return how many groups there are
   */
  private static int group(DemandPane[] panes, int[] next, int[] firsts, int[] members) {
    int[] table = new int[Integer.highestOneBit(2 * panes.length + 1) << 1];
    int[] lasts = new int[panes.length];
    int groups = 0;
    for (int i = 0; i < panes.length; i++) {
      next[i] = NONE;
      int hash = panes[i].contentHash();
      int slot = (hash ^ hash >>> 16) & table.length - 1;
      while (table[slot] != 0 && !panes[firsts[table[slot] - 1]].hasSameContent(panes[i])) {
        slot = slot + 1 & table.length - 1;
      }
      if (table[slot] == 0) {
        firsts[groups] = i;
        table[slot] = ++groups;
      } else {
        next[lasts[table[slot] - 1]] = i;
      }
      lasts[table[slot] - 1] = i;
      members[table[slot] - 1]++;
    }
    return groups;
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
    int[] facets = new int[16];
    int groups = in.readArrayStart();
    for (int g = 0; g < groups; g++) {
      int size = in.readArrayStart();
      facets = size > facets.length ? new int[size] : facets;
      for (int i = 0; i < size; i++) {
        facets[i] = in.readInt();
      }
      in.readArrayEnd(size);
      DemandPane pane = readPane(in);
      if (size > 1) {
        pane.share();
      }
      for (int i = 0; i < size; i++) {
        day.put(texts.text(facets[i]), pane);
      }
    }
    in.readArrayEnd(groups);
    return day;
  }

  private static DemandPane readPane(ByteReader in) {
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
    return new DemandPane(counts, ages, deaths, exits);
  }
}
