package io.salarysignals.cli;

import io.salarysignals.runtime.audit.AlertAudit;
import io.salarysignals.runtime.audit.Audit;
import io.salarysignals.runtime.audit.DemandAudit;
import io.salarysignals.runtime.audit.Finding;
import io.salarysignals.runtime.audit.IntakeCounters.Counts;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
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
          + " and these with rejected-events and dead-letters. Of demand-signals it checks the stock"
          + " identity, of repricing-alerts that changes add up. Exit 1 where anything does not."
    })
public final class AuditCommand implements Callable<Integer> {
  private static final String FORMAT = "%-24s %10s %10s %10s %10s %10s %10s  %s%n";

  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = cluster.settings(Need.CLUSTER, Need.REGISTRY);
    PrintWriter out = spec.commandLine().getOut();
    List<String> problems = new ArrayList<>();
    try (Admin admin = ClusterOptions.admin(settings);
        EventCodecs codecs = EventCodecs.open(settings.registry())) {
      intake(settings, codecs, admin, "trends", Topics.SALARY_OBSERVATIONS, problems);
      if (hasRun(settings, admin, "demand")) {
        out.println();
        intake(settings, codecs, admin, "demand", Topics.JOB_POSTINGS, problems);
        say(DemandAudit.run(settings, codecs), problems);
      }
      if (hasRun(settings, admin, "repricing")) {
        say(AlertAudit.run(settings, codecs), problems);
      }
    }
    if (!problems.isEmpty()) {
      problems.forEach(problem -> out.println("  " + problem));
      throw new CommandFailed(
          "records are unaccounted for: keep topics and state as they are and"
              + " report the lines above");
    }
    out.println("Every record is accounted for.");
    return ExitCode.DONE;
  }

  private void intake(
      Settings settings,
      EventCodecs codecs,
      Admin admin,
      String topology,
      Topic input,
      List<String> problems) {
    List<Audit.Row> rows = new Audit(settings, codecs, admin, topology).run(input);
    print(rows, input.equals(Topics.JOB_POSTINGS) ? "postings" : "observations", output());
    rows.forEach(row -> problems.addAll(row.problems()));
  }

  private void say(Finding finding, List<String> problems) {
    output().println(finding.broken() == 0 ? finding.text() : finding.broken() + " do not add up");
    problems.addAll(finding.problems());
  }

  private PrintWriter output() {
    return spec.commandLine().getOut();
  }

  /** Whether a topology has ever committed here: those that never ran have nothing to audit. */
  private static boolean hasRun(Settings settings, Admin admin, String topology) {
    try {
      return !admin
          .listConsumerGroupOffsets(settings.applicationId(topology))
          .partitionsToOffsetAndMetadata()
          .get()
          .isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw new KafkaException(e.getCause());
    }
  }

  private static void print(List<Audit.Row> rows, String what, PrintWriter out) {
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
    out.println("  live " + what + ": " + total.live());
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
