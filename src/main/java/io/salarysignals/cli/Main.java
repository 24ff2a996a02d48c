package io.salarysignals.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point: {@code salary-signals COMMAND}. Exit codes are those of {@link ExitCode}. */
@Command(
    name = "salary-signals",
    description = "Real-time market intelligence from salary observations, on Kafka Streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Start with @|bold salary-signals demo|@. Every command has its own --help.",
      "Exit codes: 0 done, 1 the check or run failed, 2 wrong usage."
    })
public final class Main implements Runnable {
  /** All commands, in the order of the help. A new command is added here, on a line of its own. */
  static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ReplayCommand.class,
          RunCommand.class,
          IngestCommand.class,
          SimulateCommand.class,
          ScorecardCommand.class,
          TailCommand.class,
          TopicsCommand.class,
          DescribeCommand.class,
          AuditCommand.class,
          BenchCommand.class,
          ResetCommand.class,
          DocsCommand.class);

  @Spec CommandSpec spec;

  /** Makes the whole command line; tests give it their own writers. */
  static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Main());
    COMMANDS.forEach(main::addSubcommand);
    addHelp(main);
    Failures failures = new Failures();
    main.setExecutionExceptionHandler(failures);
    main.setParameterExceptionHandler(failures);
    main.setUsageHelpAutoWidth(true);
    main.setAbbreviatedOptionsAllowed(false);
    return main;
  }

  private static void addHelp(CommandLine command) {
    for (CommandLine sub : command.getSubcommands().values()) {
      if (!sub.getCommandSpec().mixinStandardHelpOptions()) {
        sub.getCommandSpec().mixinStandardHelpOptions(true);
        sub.getCommandSpec().versionProvider(new Version());
      }
      sub.getCommandSpec().usageMessage().optionListHeading("%nOptions:%n");
      addHelp(sub);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which command to run");
  }

  public static void main(String[] args) {
    CommandLine line = commandLine();
    int code = line.execute(args);
    for (PrintWriter writer : List.of(line.getOut(), line.getErr())) {
      writer.flush();
    }
    System.exit(code);
  }
}
