package io.salarysignals.runtime.settings;

import java.util.List;

/** Everything that is wrong with the settings, found before anything starts. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line per problem: what is wrong, where it was set, and what to write instead. */
  public List<String> problems() {
    return problems;
  }
}
