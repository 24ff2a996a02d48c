package io.salarysignals.cli;

import io.salarysignals.runtime.audit.Audit;
import io.salarysignals.runtime.audit.IntakeCounters.Counts;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves from the topics that every input record is accounted for. */
@Command(
    name = "audit",
    description = "Prove from the topics that no input record is lost or counted twice.",
    footer = {
      "",
      "Compares the committed input records of each partition with the intake's counters,"
          + " and these with rejected-events and dead-letters. Exit 1 where anything does not add up."
    })
public final class AuditCommand implements Callable<Integer> {
  private static final String TOPOLOGY = "trends";
  private static final String FORMAT = "%-24s %10s %10s %10s %10s %10s %10s  %s%n";

  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = cluster.settings(Need.CLUSTER, Need.REGISTRY);
    PrintWriter out = spec.commandLine().getOut();
    List<Audit.Row> rows;
    try (Admin admin = ClusterOptions.admin(settings);
        EventCodecs codecs = EventCodecs.open(settings.registry())) {
      rows = new Audit(settings, codecs, admin, TOPOLOGY).run(Topics.SALARY_OBSERVATIONS);
    }
    print(rows, out);
    List<String> problems = rows.stream().flatMap(row -> row.problems().stream()).toList();
    if (!problems.isEmpty()) {
      problems.forEach(problem -> out.println("  " + problem));
      throw new CommandFailed(
          "records are unaccounted for: keep topics and state as they are and"
              + " report the lines above");
    }
    out.println("Every record is accounted for.");
    return ExitCode.DONE;
  }

  private static void print(List<Audit.Row> rows, PrintWriter out) {
    out.printf(
        FORMAT,
        "partition",
        "committed",
        "accepted",
        "duplicate",
        "superseded",
        "rejected",
        "dead",
        "unread");
    Counts total = new Counts(0, 0, 0, new java.util.TreeMap<>(), 0, 0);
    long committed = 0;
    long unread = 0;
    boolean cut = false;
    for (Audit.Row row : rows) {
      line(
          out,
          row.topic() + "/" + row.partition(),
          row.committed(),
          row.cut(),
          row.counts(),
          row.unread());
      total = total.plus(row.counts());
      committed += row.committed();
      unread += row.unread();
      cut |= row.cut();
    }
    line(out, "all", committed, cut, total, unread);
    total.rejected().forEach((reason, count) -> out.printf("  rejected %-20s %d%n", reason, count));
    out.println("  live observations: " + total.live());
    if (cut) {
      out.println("  (+) retention has removed input records: what is left is a lower bound");
    }
  }

  private static void line(
      PrintWriter out, String name, long committed, boolean cut, Counts counts, long unread) {
    out.printf(
        FORMAT,
        name,
        committed + (cut ? "+" : ""),
        counts.accepted(),
        counts.duplicate(),
        counts.superseded(),
        counts.rejectedTotal(),
        counts.deadLettered(),
        unread);
  }
}
