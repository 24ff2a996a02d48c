package io.salarysignals.cli;

import io.salarysignals.domain.repricing.scorecard.Scorecard;
import java.util.List;
import java.util.Locale;

/** Draws how many days after its onset a shift is confirmed, one curve for each run with shifts. */
final class ScorecardPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 50;
  private static final int BOTTOM = 40;
  private static final int TOP = 16;
  private static final int DAYS = 28;
  private static final String[] COLOURS = {
    "#1b6ca8", "#7fb3d5", "#b5541c", "#e5a57a", "#3b7d3b", "#94c794"
  };

  private ScorecardPlot() {}

  static String of(List<ScorecardTable.Row> all) {
    List<ScorecardTable.Row> rows = all.stream().filter(r -> r.card().shifts() > 0).toList();
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n",
            WIDTH,
            HEIGHT));
    svg.append("<title>Share of true shifts confirmed, by days since the onset</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (int tick = 0; tick <= 4; tick++) {
      double y = y(tick / 4.0);
      svg.append(line(LEFT, y, WIDTH - 10, y, "#ddd"));
      svg.append(text(LEFT - 6, y + 4, "end", "#333", tick * 25 + " %"));
    }
    for (int day = 0; day <= DAYS; day += 7) {
      svg.append(line(x(day), y(0), x(day), y(0) + 4, "#333"));
      svg.append(text(x(day), y(0) + 17, "middle", "#333", Integer.toString(day)));
    }
    svg.append(
        text((LEFT + WIDTH) / 2.0, HEIGHT - 6, "middle", "#333", "event days since the onset"));
    for (int i = 0; i < rows.size(); i++) {
      Scorecard card = rows.get(i).card();
      String colour = COLOURS[i % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (int day = 0; day <= DAYS; day++) {
        int by = day;
        double share = card.delays().stream().filter(d -> d <= by).count() / (double) card.shifts();
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(day), y(share)));
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
              colour,
              points.toString().trim()));
      String label = rows.get(i).design() + ", " + rows.get(i).mix();
      svg.append(text(LEFT + 10, TOP + 12 + 15.0 * i, "start", colour, label));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double day) {
    return LEFT + day / DAYS * (WIDTH - 10 - LEFT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  private static String text(double x, double y, String anchor, String colour, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        colour,
        words);
  }
}
