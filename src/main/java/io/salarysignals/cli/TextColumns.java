package io.salarysignals.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of plain text that fits a given width: columns that are too many are left out from the
 * right, and the first one gives way where the rest does not fit.
 */
final class TextColumns {
  private static final String GAP = "  ";
  private static final int LEAST = 8;

  private final List<String> heads = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  TextColumns left(String head) {
    return column(head, false);
  }

  TextColumns right(String head) {
    return column(head, true);
  }

  private TextColumns column(String head, boolean number) {
    heads.add(head);
    numbers.add(number);
    return this;
  }

  void row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException("a row needs " + heads.size() + " cells");
    }
    List<String> clean = new ArrayList<>();
    for (String cell : cells) {
      clean.add(clean(cell));
    }
    rows.add(clean);
  }

  /** The heads, then the rows; no line is longer than {@code width}. */
  List<String> lines(int width) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = heads.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int columns = widths.length;
    while (columns > 1 && total(widths, columns) - widths[0] + LEAST > width) {
      columns--;
    }
    widths[0] = Math.max(1, Math.min(widths[0], width - total(widths, columns) + widths[0]));
    List<String> lines = new ArrayList<>();
    lines.add(line(heads, widths, columns, width));
    for (List<String> row : rows) {
      lines.add(line(row, widths, columns, width));
    }
    return lines;
  }

  private static int total(int[] widths, int columns) {
    int total = (columns - 1) * GAP.length();
    for (int i = 0; i < columns; i++) {
      total += widths[i];
    }
    return total;
  }

  private String line(List<String> cells, int[] widths, int columns, int width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      String cell = cut(cells.get(i), widths[i]);
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(numbers.get(i) ? space + cell : cell + space);
    }
    return cut(line.toString().stripTrailing(), width);
  }

  /** The text, cut with {@code ..} where it is longer than {@code width}. */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    return width <= 2 ? text.substring(0, width) : text.substring(0, width - 2) + "..";
  }

  /** The text without control characters: names come from data and must not steer the terminal. */
  static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
