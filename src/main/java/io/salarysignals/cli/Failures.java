package io.salarysignals.cli;

import io.salarysignals.runtime.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into exit codes and lines that say what to do; stack traces go to the log. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof SettingsException settings) {
      settings.problems().forEach(problem -> err.println("  " + problem));
      int count = settings.problems().size();
      err.println(
          name
              + ": "
              + count
              + (count == 1 ? " setting needs" : " settings need")
              + " mending; docs/configuration.md lists them all");
      return ExitCode.USAGE;
    }
    if (e instanceof ConfigException) {
      err.println(name + ": " + e.getMessage() + "; mend the kafka.* settings");
      return ExitCode.USAGE;
    }
    LoggerFactory.getLogger(Failures.class).debug("{} failed", name, e);
    err.println(name + ": " + sentence(e));
    return ExitCode.FAILED;
  }

  private static String sentence(Exception e) {
    if (e instanceof CommandFailed) {
      return e.getMessage();
    }
    if (e instanceof KafkaException) {
      return "Kafka: "
          + innermost(e)
          + "; check kafka.bootstrap.servers and that the cluster is up";
    }
    if (e instanceof FileSystemException file) {
      return file.getFile()
          + ": "
          + e.getClass().getSimpleName()
          + "; check the path and its rights";
    }
    return innermost(e) + "; run again with SALARY_SIGNALS_LOG_LEVEL=DEBUG for the trace";
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage().split("\\R", 2)[0];
    return cause.getClass().getSimpleName() + text;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }
}
