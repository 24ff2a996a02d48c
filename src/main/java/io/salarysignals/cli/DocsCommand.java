package io.salarysignals.cli;

import io.salarysignals.runtime.settings.ConfigurationDocs;
import io.salarysignals.runtime.topics.TopicDocs;
import io.salarysignals.streams.serde.SchemaDocs;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the pages of the documentation that are generated from the code. */
@Command(
    name = "docs",
    hidden = true,
    description = "Print a generated page: config, schemas or topics.")
public final class DocsCommand implements Runnable {
  private static final Map<String, Supplier<String>> PAGES =
      new TreeMap<>(
          Map.of(
              "config", ConfigurationDocs::markdown,
              "schemas", SchemaDocs::markdown,
              "topics", TopicDocs::markdown));

  @Parameters(paramLabel = "PAGE", description = "config, schemas or topics")
  String page;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    Supplier<String> content = PAGES.get(page);
    if (content == null) {
      throw new ParameterException(
          spec.commandLine(),
          "no generated page \"" + page + "\": there are " + String.join(", ", PAGES.keySet()));
    }
    spec.commandLine().getOut().print(content.get());
    spec.commandLine().getOut().flush();
  }
}
