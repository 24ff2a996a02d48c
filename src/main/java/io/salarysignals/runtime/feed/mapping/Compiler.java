package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.domain.demand.TextFingerprint;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;

/** Turns the nodes of a mapping into expressions, collecting every problem on the way. */
final class Compiler {
  static final Expression NOTHING = line -> null;

  private final List<Problem> problems;
  private final Lookups lookups;

  /**
   * Columns that the mapping reads, in the order of their slots, with where they are first named.
   */
  private final Map<String, Node> columns = new LinkedHashMap<>();

  Compiler(List<Problem> problems, Path folder) {
    this.problems = problems;
    this.lookups = new Lookups(this, problems, folder);
  }

  Map<String, Node> columns() {
    return columns;
  }

  /** What was read from files: it belongs to the mapping as its own text does. */
  String tables() {
    return lookups.sources();
  }

  Expression value(Node node) {
    if (node.isText()) {
      return column(node);
    }
    if (node.isList() || node.entries().size() != 1) {
      return wrong(node, "a value is a column's name or one function, e.g. {const: USD}");
    }
    Map.Entry<String, Node> call = node.entries().entrySet().iterator().next();
    Function function = Function.named(call.getKey());
    if (function == null) {
      return wrong(
          call.getValue(),
          "no function is called " + call.getKey() + Suggestion.of(call.getKey(), words()));
    }
    return call(function, call.getValue());
  }

  private static List<String> words() {
    return Arrays.stream(Function.values()).map(Function::word).toList();
  }

  private Expression wrong(Node node, String message) {
    problems.add(node.problem(message));
    return NOTHING;
  }

  private Expression column(Node node) {
    String name = node.text().strip();
    if (name.isEmpty()) {
      return wrong(node, "a column's name is missing");
    }
    columns.putIfAbsent(name, node);
    int slot = new ArrayList<>(columns.keySet()).indexOf(name);
    return line -> line.column(slot);
  }

  private Expression call(Function function, Node argument) {
    return switch (function) {
      case COLUMN -> argument.isText() ? column(argument) : wrong(argument, "give a column's name");
      case CONST -> constant(argument);
      case TRIM -> {
        Expression of = value(argument);
        yield line -> {
          String text = text(of.value(line));
          return text == null ? null : emptyToNull(text.strip().replaceAll("\\s+", " "));
        };
      }
      case NUMBER -> {
        Arguments options = options(argument, "decimal");
        char decimal = decimal(options);
        yield line -> number(options.value(line), decimal);
      }
      case INVERT -> {
        Expression of = value(argument);
        yield line -> invert(of.value(line));
      }
      case LIST -> {
        Arguments options = options(argument, "separators");
        String separators = options.text("separators", ",;|");
        yield line -> {
          Object value = options.value(line);
          return value instanceof String text ? Texts.list(text, separators) : value;
        };
      }
      case LOOKUP -> lookups.compile(argument);
      case DATE -> date(argument);
      case RANGE_MIN, RANGE_MAX -> {
        Arguments options = options(argument, "decimal");
        char decimal = decimal(options);
        int end = function == Function.RANGE_MIN ? 0 : 1;
        yield line -> {
          String text = text(options.value(line));
          return text == null ? null : (Object) Texts.range(text, decimal)[end];
        };
      }
      case FIRST -> {
        List<Expression> all = values(argument);
        yield line -> {
          for (Expression expression : all) {
            Object value = expression.value(line);
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
              return value;
            }
          }
          return null;
        };
      }
      case JOIN -> {
        boolean plain = argument.isList();
        Arguments options = plain ? null : options(argument, "with");
        List<Expression> all =
            plain ? values(argument) : options.node() == null ? List.of() : values(options.node());
        String between = plain ? "" : options.text("with", "");
        yield line -> join(all, between, line);
      }
      case FINGERPRINT -> {
        Expression of = value(argument);
        yield line -> fingerprint(text(of.value(line)));
      }
    };
  }

  private static Long fingerprint(String text) {
    if (text == null) {
      return null;
    }
    long fingerprint = TextFingerprint.of(Jsoup.parse(text).text());
    return fingerprint == TextFingerprint.NONE ? null : (Long) fingerprint;
  }

  Expression constant(Node argument) {
    if (!argument.isText()) {
      return wrong(argument, "a constant is one text");
    }
    String text = emptyToNull(argument.text());
    return line -> text;
  }

  static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static String text(Object value) {
    if (value instanceof List<?>) {
      throw BadValueException.of("a list where one text is wanted");
    }
    return value == null ? null : value.toString();
  }

  private static Double number(Object value, char decimal) {
    if (value == null || value instanceof Double) {
      return (Double) value;
    }
    return Texts.number(text(value), decimal);
  }

  private static Double invert(Object value) {
    Double number = number(value, '.');
    if (number == null) {
      return null;
    }
    if (number == 0 || Double.isInfinite(1 / number)) {
      throw BadValueException.of("zero cannot be inverted");
    }
    return 1 / number;
  }

  private static String join(List<Expression> all, String between, Context line) {
    StringBuilder joined = new StringBuilder();
    for (Expression expression : all) {
      String text = text(expression.value(line));
      if (text != null) {
        joined.append(joined.isEmpty() ? "" : between).append(text);
      }
    }
    return emptyToNull(joined.toString());
  }

  private List<Expression> values(Node node) {
    if (!node.isList() || node.items().isEmpty()) {
      problems.add(node.problem("give a list of values"));
      return List.of();
    }
    return node.items().stream().map(this::value).toList();
  }

  private char decimal(Arguments options) {
    String decimal = options.text("decimal", ".");
    if (!decimal.equals(".") && !decimal.equals(",")) {
      problems.add(options.at("decimal").problem("the decimal mark is \".\" or \",\""));
      return '.';
    }
    return decimal.charAt(0);
  }

  private Expression date(Node argument) {
    Arguments options = options(argument, "formats", "zone");
    List<String> formats = new ArrayList<>();
    Node node = options.at("formats");
    if (node != null) {
      for (Node item : node.isList() ? node.items() : List.of(node)) {
        if (item.isText() && isFormat(item)) {
          formats.add(item.text());
        } else if (!item.isText()) {
          problems.add(item.problem("a format is one text"));
        }
      }
    }
    ZoneId zone = ZoneOffset.UTC;
    try {
      zone = ZoneId.of(options.text("zone", "UTC"));
    } catch (DateTimeException e) {
      problems.add(options.at("zone").problem("no such time zone; give UTC or e.g. Europe/Berlin"));
    }
    Dates dates = new Dates(formats, zone);
    return line -> {
      Object value = options.value(line);
      return value instanceof String text ? dates.read(text) : value;
    };
  }

  private boolean isFormat(Node item) {
    try {
      return new Dates(List.of(item.text()), ZoneOffset.UTC) != null;
    } catch (IllegalArgumentException e) {
      problems.add(item.problem("no date format (" + e.getMessage() + ")"));
      return false;
    }
  }

  private Arguments options(Node argument, String... names) {
    return new Arguments(this, problems, argument, Set.of(names));
  }
}
