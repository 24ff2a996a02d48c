package io.salarysignals.runtime.feed.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, ranges and lists as people write them. All functions are pure. */
final class Texts {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private static final String NUMBER = "\\d+(?:[,.'\u2019\u00a0\u202f ]\\d+)*|\\.\\d+";
  private static final String MONEY = "(?:\\p{Sc}|[A-Z]{1,3}\\$|[A-Z]{3}|[Rr]s\\.?)";

  /** Groups: sign, digits, suffix. A suffix is no letter of a currency code: {@code 50MXN}. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          String.format(
              "(?:%1$s\\s*)?([+-]?)\\s*(?:%1$s\\s*)?(%2$s)\\s*([kKmM](?![A-Za-z]))?\\s*(?:%1$s)?\\+?",
              MONEY, NUMBER));

  private static final Pattern PER =
      Pattern.compile(
          "\\s*(?:/|\\bper\\b|\\ban?\\b|\\bp\\.)\\s*"
              + "(?:hour|hr|h|day|d|week|wk|w|month|mo|m|year|yr|y|annum|a)\\.?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*(?:-|\u2013|\u2014|\u2212|\\.\\.+|\\bto\\b|~)\\s*");

  private Texts() {}

  /**
   * A finite number such as {@code 1234.5}, {@code $120k}, {@code 1,250,000}, {@code 50.000 EUR}.
   */
  static double number(String text, char decimal) {
    if (decimal == '.' && PLAIN.matcher(text).matches()) {
      return finite(Double.parseDouble(text));
    }
    Matcher amount = AMOUNT.matcher(PER.matcher(text).replaceFirst(""));
    if (!amount.matches()) {
      throw BadValueException.of("not a number");
    }
    double value = digits(amount.group(2), decimal) * factor(amount.group(3));
    return finite(amount.group(1).equals("-") ? -value : value);
  }

  private static double factor(String suffix) {
    return switch (suffix == null ? "" : suffix) {
      case "k", "K" -> 1e3;
      case "m", "M" -> 1e6;
      default -> 1;
    };
  }

  private static double digits(String text, char decimal) {
    int point = text.lastIndexOf(decimal);
    if (point != text.indexOf(decimal)) {
      throw BadValueException.of("not a number: more than one decimal mark");
    }
    String whole = point < 0 ? text : text.substring(0, point);
    String[] groups = whole.split("[^0-9]", -1);
    for (int i = 1; i < groups.length; i++) {
      boolean last = i == groups.length - 1;
      if (groups[i].length() != 3 && (last || groups[i].length() != 2) || groups[0].length() > 3) {
        throw BadValueException.of(
            "not a number: digits are not grouped by thousands; is the decimal mark "
                + (decimal == '.' ? "a comma?" : "a point?"));
      }
    }
    String fraction = point < 0 ? "" : text.substring(point + 1);
    if (!fraction.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw BadValueException.of("not a number");
    }
    return new BigDecimal("0" + String.join("", groups) + "." + fraction + "0").doubleValue();
  }

  private static double finite(double value) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      throw BadValueException.of("not a finite number");
    }
    return value;
  }

  /**
   * The two ends of {@code 100k-120k}, {@code $50,000 - $60,000}, {@code 100-120k}; one number
   * stands for both ends.
   */
  static double[] range(String whole, char decimal) {
    String text = PER.matcher(whole).replaceFirst("");
    String[] ends = BETWEEN.split(text, -1);
    if (ends.length == 1) {
      double value = number(text, decimal);
      return new double[] {value, value};
    }
    if (ends.length != 2) {
      throw BadValueException.of("not a range of two numbers");
    }
    double low = number(ends[0].strip(), decimal);
    double high = number(ends[1].strip(), decimal);
    Matcher first = AMOUNT.matcher(ends[0].strip());
    Matcher second = AMOUNT.matcher(ends[1].strip());
    if (first.matches() && second.matches() && first.group(3) == null) {
      // "100-120k" means 100k to 120k; "900-1.2k" does not mean 900k.
      double factor = factor(second.group(3));
      if (factor > 1 && low <= high / factor) {
        low *= factor;
      }
    }
    return new double[] {low, high};
  }

  /** The items of a Python or JSON list of texts, or of a text cut at the separators. */
  static List<String> list(String text, String separators) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return literal(text);
    }
    List<String> items = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        add(items, text.substring(from, i));
        from = i + 1;
      }
    }
    return items;
  }

  private static void add(List<String> items, String item) {
    String stripped = item.strip();
    if (!stripped.isEmpty()) {
      items.add(stripped);
    }
  }

  private static List<String> literal(String text) {
    List<String> items = new ArrayList<>();
    int at = 1;
    int end = text.length() - 1;
    while (true) {
      at = blanks(text, at);
      if (at >= end) {
        return items;
      }
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        StringBuilder item = new StringBuilder();
        at = quoted(text, at, end, item);
        add(items, item.toString());
      } else {
        int comma = text.indexOf(',', at);
        int stop = comma < 0 || comma > end ? end : comma;
        String word = text.substring(at, stop).strip();
        if (!word.equals("None") && !word.equals("null") && !word.equals("nan")) {
          if (word.isEmpty() || word.indexOf('[') >= 0 || word.indexOf('\'') >= 0) {
            throw BadValueException.of("not a list of texts");
          }
          add(items, word);
        }
        at = stop;
      }
      at = blanks(text, at);
      if (at < end && text.charAt(at++) != ',') {
        throw BadValueException.of("not a list of texts: a comma is missing");
      }
    }
  }

  private static int blanks(String text, int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int quoted(String text, int start, int end, StringBuilder item) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c != '\\' || i + 1 >= end) {
        item.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'n', 't', 'r' -> item.append(' ');
        case 'u', 'x' -> {
          int length = escaped == 'u' ? 4 : 2;
          try {
            item.append((char) Integer.parseInt(text.substring(i + 1, i + 1 + length), 16));
          } catch (RuntimeException e) {
            throw BadValueException.of("not a list of texts: a broken escape");
          }
          i += length;
        }
        default -> item.append(escaped);
      }
    }
    throw BadValueException.of("not a list of texts: a quote is not closed");
  }
}
