package io.salarysignals.runtime.feed.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used; names every problem at once. */
public final class MappingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** A mapping called {@code name} with the given problems, at least one. */
  public MappingException(String name, List<Problem> problems) {
    super(
        "mapping "
            + name
            + ": "
            + problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the mapping. */
  public List<Problem> problems() {
    return problems;
  }
}
