package io.salarysignals.runtime.feed.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns the nodes of a mapping into expressions, collecting every problem on the way. */
final class Compiler {
  private static final Expression NOTHING = line -> null;

  private final List<Problem> problems;
  private final Path folder;

  /**
   * Columns that the mapping reads, in the order of their slots, with where they are first named.
   */
  private final Map<String, Node> columns = new LinkedHashMap<>();

  Compiler(List<Problem> problems, Path folder) {
    this.problems = problems;
    this.folder = folder;
  }

  Map<String, Node> columns() {
    return columns;
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
    return java.util.Arrays.stream(Function.values()).map(Function::word).toList();
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
        Options options = options(argument, "decimal");
        char decimal = decimal(options);
        yield line -> number(options.of.value(line), decimal);
      }
      case INVERT -> {
        Expression of = value(argument);
        yield line -> invert(of.value(line));
      }
      case LIST -> {
        Options options = options(argument, "separators");
        String separators = options.text("separators", ",;|");
        yield line -> {
          Object value = options.of.value(line);
          return value instanceof String text ? Texts.list(text, separators) : value;
        };
      }
      case LOOKUP -> lookup(argument);
      case DATE -> date(argument);
      case RANGE_MIN, RANGE_MAX -> {
        Options options = options(argument, "decimal");
        char decimal = decimal(options);
        int end = function == Function.RANGE_MIN ? 0 : 1;
        yield line -> {
          String text = text(options.of.value(line));
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
        Options options = plain ? null : options(argument, "with");
        List<Expression> all =
            plain ? values(argument) : options.node == null ? List.of() : values(options.node);
        String between = plain ? "" : options.text("with", "");
        yield line -> join(all, between, line);
      }
    };
  }

  private Expression constant(Node argument) {
    if (!argument.isText()) {
      return wrong(argument, "a constant is one text");
    }
    String text = emptyToNull(argument.text());
    return line -> text;
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(Object value) {
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

  private char decimal(Options options) {
    String decimal = options.text("decimal", ".");
    if (!decimal.equals(".") && !decimal.equals(",")) {
      problems.add(options.at("decimal").problem("the decimal mark is \".\" or \",\""));
      return '.';
    }
    return decimal.charAt(0);
  }

  private Expression date(Node argument) {
    Options options = options(argument, "formats", "zone");
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
      Object value = options.of.value(line);
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

  private Expression lookup(Node argument) {
    Options options = options(argument, "table", "file", "shipped", "default", "ignoreCase");
    Map<String, Expression> table = table(options, argument);
    boolean ignoreCase = options.text("ignoreCase", "false").equals("true");
    Map<String, Expression> entries =
        ignoreCase ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : table;
    if (ignoreCase) {
      entries.putAll(table);
    }
    Node fallback = options.at("default");
    Expression otherwise = fallback == null ? null : value(fallback);
    return line -> {
      String text = text(options.of.value(line));
      Expression found = entries.get(text == null ? "" : text);
      if (found != null) {
        return found.value(line);
      }
      if (otherwise != null) {
        return otherwise.value(line);
      }
      if (text == null) {
        return null;
      }
      throw new BadValueException(
          io.salarysignals.domain.intake.Reason.UNMAPPABLE, null, "no entry in the look-up table");
    };
  }

  private Map<String, Expression> table(Options options, Node argument) {
    Set<String> given = new java.util.LinkedHashSet<>(List.of("table", "file", "shipped"));
    given.removeIf(name -> options.at(name) == null);
    if (given.size() != 1) {
      problems.add(argument.problem("give one of table, file and shipped"));
      return Map.of();
    }
    String source = given.iterator().next();
    Node node = options.at(source);
    Map<String, Expression> table = new LinkedHashMap<>();
    if (source.equals("table")) {
      if (!node.isMap()) {
        problems.add(node.problem("a table is named entries, e.g. {EN: ENTRY}"));
        return table;
      }
      node.entries()
          .forEach(
              (key, value) -> {
                table.put(key, value.isText() ? constant(value) : value(value));
              });
      return table;
    }
    try {
      String name = options.text(source, "");
      (source.equals("file") ? Tables.file(folder.resolve(name)) : Tables.shipped(name))
          .forEach(
              (key, text) -> {
                String entry = emptyToNull(text);
                table.put(key, line -> entry);
              });
      return table;
    } catch (IOException | RuntimeException e) {
      String what =
          e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage();
      problems.add(node.problem("the table cannot be read: " + what));
      return table;
    }
  }

  private Options options(Node argument, String... names) {
    return new Options(argument, Set.of(names));
  }

  /** The arguments of a function: a value alone, or {@code of} with options beside it. */
  private final class Options {
    private final Map<String, Node> entries;
    private final Node node;
    private final Expression of;

    Options(Node argument, Set<String> names) {
      boolean full =
          argument.isMap()
              && (argument.entries().containsKey("of")
                  || argument.entries().keySet().stream().anyMatch(names::contains));
      entries = full ? argument.entries() : Map.of();
      node = full ? argument.entries().get("of") : argument;
      if (full) {
        entries.forEach(
            (name, value) -> {
              if (!name.equals("of") && !names.contains(name)) {
                problems.add(
                    value.problem("unknown option" + Suggestion.of(name, List.copyOf(names))));
              }
            });
      }
      if (node == null) {
        problems.add(argument.problem("`of` is missing: the value to work on"));
      }
      of = node == null || node.isList() ? NOTHING : value(node);
      if (node != null && node.isList() && !names.contains("with")) {
        problems.add(node.problem("give one value, not a list"));
      }
    }

    Node at(String name) {
      return entries.get(name);
    }

    String text(String name, String fallback) {
      Node option = entries.get(name);
      if (option == null) {
        return fallback;
      }
      if (!option.isText()) {
        problems.add(option.problem("give one text"));
        return fallback;
      }
      return option.text().toLowerCase(Locale.ROOT).equals("true") ? "true" : option.text();
    }
  }
}
