package io.salarysignals.topology.trends;

import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.streams.codec.ByteWriter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of {@code market-trends}, {@code market-panes} and {@code market-strata} as bytes. One
 * per thread.
 */
final class OutputKeys {
  /** Days are told near each other; whatever comes beyond this starts anew. */
  private static final int DATES = 4_096;

  private final ByteWriter out = new ByteWriter();
  private final Map<Integer, String> dates = new HashMap<>();

  byte[] trend(TrendEvent event) {
    cell(event.market(), event.facet());
    out.writeText(Integer.toString(event.horizon().days()));
    out.writeByte('|');
    out.writeText(date(event.end()));
    return out.toBytes();
  }

  byte[] pane(Market market, String facet, int day) {
    cell(market, facet);
    out.writeText(date(day));
    return out.toBytes();
  }

  byte[] strata(Market role, int day, int part) {
    out.reset();
    out.writeText(role.role());
    out.writeByte('|');
    out.writeText(role.basis().name());
    out.writeByte('|');
    out.writeText(date(day));
    out.writeByte('|');
    out.writeText(Integer.toString(part));
    return out.toBytes();
  }

  private void cell(Market market, String facet) {
    out.reset();
    out.writeText(market.role());
    out.writeByte('|');
    out.writeText(market.region());
    out.writeByte('|');
    out.writeText(market.basis().name());
    out.writeByte('|');
    out.writeText(facet);
    out.writeByte('|');
  }

  private String date(int day) {
    String date = dates.get(day);
    if (date == null) {
      if (dates.size() >= DATES) {
        dates.clear();
      }
      date = LocalDate.ofEpochDay(day).toString();
      dates.put(day, date);
    }
    return date;
  }
}
