package io.salarysignals.runtime.feed.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of a function: a value alone, or {@code of} with options beside it. */
final class Arguments {
  private final List<Problem> problems;
  private final Map<String, Node> entries;
  private final Node node;
  private final Expression of;

  Arguments(Compiler compiler, List<Problem> problems, Node argument, Set<String> names) {
    this.problems = problems;
    boolean full =
        argument.isMap()
            && argument.entries().keySet().stream()
                .anyMatch(name -> name.equals("of") || names.contains(name));
    entries = full ? argument.entries() : Map.of();
    node = full ? entries.get("of") : argument;
    entries.forEach(
        (name, value) -> {
          if (!name.equals("of") && !names.contains(name)) {
            problems.add(value.problem("unknown option" + Suggestion.of(name, names)));
          }
        });
    if (node == null) {
      problems.add(argument.problem("`of` is missing: the value to work on"));
    } else if (node.isList() && !names.contains("with")) {
      problems.add(node.problem("give one value, not a list"));
    }
    of = node == null || node.isList() ? Compiler.NOTHING : compiler.value(node);
  }

  /** The value to work on, as it stands in the mapping; null where it is missing. */
  Node node() {
    return node;
  }

  Object value(Context line) {
    return of.value(line);
  }

  /** An option, or null where it is not given. */
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
    return option.text();
  }
}
