package io.salarysignals.cli;

import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.runtime.export.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One line for one record, for people. */
final class EventLine {
  private static final String DEMAND = "%-48s %-23s %7s %7s %7s %7s %9s %7s %6s %-9s %s";

  private final EventJson json;

  EventLine(EventJson json) {
    this.json = json;
  }

  /** The line above the records, or an empty text where they name their fields themselves. */
  String heading() {
    return switch (json.topic().name()) {
      case "market-trends" ->
          String.format(
              "%-64s %-24s %7s %12s %-25s %s",
              "market|facet", "window", "n", "median", "95 % interval", "status");
      case "demand-signals" ->
          String.format(
              DEMAND,
              "market|facet",
              "window",
              "open",
              "opened",
              "closed",
              "expired",
              "vacancies",
              "index",
              "days",
              "driver",
              "status");
      default -> "";
    };
  }

  String of(ConsumerRecord<byte[], byte[]> record) {
    String key =
        record.key() == null ? "(no key)" : new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      return key + "  (tombstone)";
    }
    if (!json.decodes()) {
      return json.line(record.topic(), record.key(), record.value(), record.headers());
    }
    SpecificRecord value = json.record(record.topic(), record.value());
    if (value instanceof MarketTrend trend) {
      return trend(trend);
    }
    if (value instanceof DemandSignal signal) {
      return demand(signal);
    }
    if (value instanceof RepricingAlert alert) {
      return alert(alert);
    }
    if (value instanceof MarketProgress progress) {
      return String.format(
          "%s  everything up to %s is out: %d finals, %d suppressed, %d corrections",
          progress.getTopic(),
          progress.getGridEnd().atZone(ZoneOffset.UTC).toLocalDate(),
          progress.getFinals(),
          progress.getSuppressed(),
          progress.getCorrections());
    }
    return json.line(record.topic(), record.key(), record.value(), record.headers());
  }

  private static String alert(RepricingAlert alert) {
    String effect =
        alert.getEffect() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "  %+.1f %% like for like, p %.4f",
                100 * Math.expm1(alert.getEffect().getValue()),
                alert.getPValue());
    return String.format(
        "%s|%s|%s  %s %s since %s%s  (%s, revision %d)",
        alert.getRole(),
        alert.getRegion(),
        alert.getBasis(),
        alert.getState(),
        alert.getDirection(),
        alert.getOnset().atZone(ZoneOffset.UTC).toLocalDate(),
        effect,
        alert.getAlertId().substring(0, 8),
        alert.getRevision());
  }

  /** Days are the median time to close. */
  private static String demand(DemandSignal signal) {
    LocalDate end = signal.getWindowEnd().atZone(ZoneOffset.UTC).toLocalDate();
    Estimate days = signal.getTimeToCloseMedianDays();
    return String.format(
        Locale.ROOT,
        DEMAND,
        signal.getRole() + "|" + signal.getRegion() + "|" + signal.getFacet(),
        signal.getHorizonDays() + " d to " + end.minusDays(1),
        orNothing(signal.getOpen()),
        orNothing(signal.getOpened()),
        orNothing(signal.getClosed()),
        orNothing(signal.getExpired()),
        orNothing(signal.getVacancies()),
        signal.getOpenIndex() == null
            ? ""
            : String.format(Locale.ROOT, "%.1f", signal.getOpenIndex()),
        days == null ? "" : String.format(Locale.ROOT, "%.0f", days.getValue()),
        orNothing(signal.getDriver()),
        signal.getStatus()
            + " #"
            + signal.getRevision()
            + (signal.getSuppressed() ? " suppressed " + signal.getSuppressionReasons() : ""));
  }

  private static Object orNothing(Object value) {
    return value == null ? "" : value;
  }

  private static String trend(MarketTrend trend) {
    String cell =
        trend.getRole() + "|" + trend.getRegion() + "|" + trend.getBasis() + "|" + trend.getFacet();
    LocalDate end = trend.getWindowEnd().atZone(ZoneOffset.UTC).toLocalDate();
    String window = trend.getHorizonDays() + " d to " + end.minusDays(1);
    Estimate median = trend.getP50();
    String status =
        trend.getStatus()
            + " #"
            + trend.getRevision()
            + (trend.getSuppressed() ? " suppressed " + trend.getSuppressionReasons() : "");
    return String.format(
        "%-64s %-24s %7s %12s %-25s %s",
        cell,
        window,
        trend.getN() == null ? "" : trend.getN(),
        median == null ? "" : amount(median.getValue()) + " " + trend.getCurrency(),
        median == null ? "" : "[" + amount(median.getLow()) + ", " + amount(median.getHigh()) + "]",
        status);
  }

  private static String amount(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
