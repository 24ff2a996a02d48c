package io.salarysignals.runtime.feed.mapping;

import io.salarysignals.domain.intake.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compiles the function {@code lookup}. */
final class Lookups {
  private final Compiler compiler;
  private final List<Problem> problems;
  private final Path folder;
  private final StringBuilder sources = new StringBuilder();

  Lookups(Compiler compiler, List<Problem> problems, Path folder) {
    this.compiler = compiler;
    this.problems = problems;
    this.folder = folder;
  }

  String sources() {
    return sources.toString();
  }

  Expression compile(Node argument) {
    Arguments options =
        new Arguments(
            compiler,
            problems,
            argument,
            Set.of("table", "file", "shipped", "default", "ignoreCase"));
    Map<String, Expression> entries =
        ignoreCase(options) ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new LinkedHashMap<>();
    fill(entries, options, argument);
    Node fallback = options.at("default");
    Expression otherwise = fallback == null ? null : compiler.value(fallback);
    return line -> {
      String text = Compiler.text(options.value(line));
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
      throw new BadValueException(Reason.UNMAPPABLE, null, "no entry in the look-up table");
    };
  }

  private boolean ignoreCase(Arguments options) {
    String text = options.text("ignoreCase", "false");
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(options.at("ignoreCase").problem("give true or false"));
    }
    return text.equals("true");
  }

  private void fill(Map<String, Expression> entries, Arguments options, Node argument) {
    List<String> given =
        List.of("table", "file", "shipped").stream().filter(n -> options.at(n) != null).toList();
    if (given.size() != 1) {
      problems.add(argument.problem("give one of table, file and shipped"));
      return;
    }
    String source = given.get(0);
    Node node = options.at(source);
    if (!source.equals("table")) {
      fromFile(entries, source.equals("file"), options.text(source, ""), node);
    } else if (node.isMap()) {
      node.entries()
          .forEach(
              (key, value) ->
                  entries.put(
                      key, value.isText() ? compiler.constant(value) : compiler.value(value)));
    } else {
      problems.add(node.problem("a table is named entries, e.g. {EN: ENTRY}"));
    }
  }

  private void fromFile(Map<String, Expression> entries, boolean users, String name, Node node) {
    try {
      Map<String, String> table = users ? Tables.file(folder.resolve(name)) : Tables.shipped(name);
      table.forEach(
          (key, text) -> {
            String entry = Compiler.emptyToNull(text);
            entries.put(key, line -> entry);
          });
      sources.append(table);
    } catch (NoSuchFileException e) {
      problems.add(node.problem("the table cannot be read: no such file"));
    } catch (IOException | RuntimeException e) {
      problems.add(node.problem("the table cannot be read: " + e.getMessage()));
    }
  }
}
