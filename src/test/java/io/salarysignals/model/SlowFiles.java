package io.salarysignals.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.model.SlowModel.Cell;
import io.salarysignals.model.SlowModel.Member;
import io.salarysignals.model.SlowModel.Result;
import io.salarysignals.model.SlowModel.Window;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes what {@link SlowModel} says in the form of a replay's settled view. */
public final class SlowFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double GAMMA = 1.0025 / 0.9975;
  private static final double REFERENCE = 50_000;

  private SlowFiles() {}

  /** Writes market-trends.jsonl, market-panes.jsonl and summary.json into {@code folder}. */
  public static void write(Path folder, Result result, Map<String, Object> counts)
      throws IOException {
    Files.createDirectories(folder);
    TreeMap<String, String> trends = new TreeMap<>();
    for (Window window : result.windows()) {
      String key = "%s|%d|%08d".formatted(window.cell().key(), window.horizon(), window.endDay());
      trends.put(key, JSON.writeValueAsString(trend(window, result)));
    }
    Files.write(folder.resolve("market-trends.jsonl"), trends.values());
    TreeMap<String, String> panes = new TreeMap<>();
    for (Map.Entry<Cell, List<Member>> cell : result.cells().entrySet()) {
      Map<Long, List<Member>> days = new TreeMap<>();
      cell.getValue().forEach(m -> days.computeIfAbsent(m.day(), d -> new ArrayList<>()).add(m));
      for (Map.Entry<Long, List<Member>> day : days.entrySet()) {
        String currency = result.currencies().get(cell.getKey());
        panes.put(
            "%s|%08d".formatted(cell.getKey().key(), day.getKey()),
            JSON.writeValueAsString(pane(result, cell.getKey(), currency, day.getValue())));
      }
    }
    Files.write(folder.resolve("market-panes.jsonl"), panes.values());
    Map<String, Object> summary = Map.of("topics", Map.of("salary-observations", counts));
    Files.writeString(folder.resolve("summary.json"), JSON.writeValueAsString(summary));
  }

  private static Map<String, Object> header(Cell cell) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("role", cell.role());
    record.put("region", cell.region());
    if (cell.facet().startsWith("level:")) {
      record.put("level", cell.facet().substring(6).toUpperCase(java.util.Locale.ROOT));
    }
    record.put("basis", cell.basis());
    record.put("facet", cell.facet());
    return record;
  }

  private static Map<String, Object> trend(Window window, Result result) {
    Map<String, Object> record = header(window.cell());
    record.put("currency", window.currency());
    record.put("windowStart", midnight(window.endDay() - window.horizon()));
    record.put("windowEnd", midnight(window.endDay()));
    record.put("horizonDays", window.horizon());
    record.put("asOf", LocalDate.ofEpochDay(window.endDay() - 1).toString());
    record.put("status", "FINAL");
    record.put("n", window.n());
    record.put("employers", window.contributors());
    record.put("suppressed", window.suppressed());
    record.put("suppressionReasons", window.reasons());
    if (!window.suppressed()) {
      record.put("mean", Map.of("value", window.mean()));
      record.put("geometricMean", Map.of("value", window.geometricMean()));
      estimate(record, "p10", window.p10());
      estimate(record, "p25", window.p25());
      estimate(record, "p50", window.p50());
      estimate(record, "p75", window.p75());
      estimate(record, "p90", window.p90());
      Cell cell = window.cell();
      if (cell.facet().equals("all") && !cell.role().startsWith("family:")) {
        record.put(
            "change",
            SlowChanges.of(window, result.cells().get(cell)).stream()
                .map(SlowFiles::change)
                .toList());
      }
    }
    return record;
  }

  /** In whole millionths, of which the total is the sum. */
  private static Map<String, Object> change(SlowChanges.Change change) {
    double[] parts = {change.likeForLike(), change.mix(), change.entry(), change.exit()};
    String[] names = {"likeForLike", "mix", "entry", "exit"};
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("days", change.days());
    long total = 0;
    for (int i = 0; i < parts.length; i++) {
      long millionths = Math.round(parts[i] * 1e6);
      total += millionths;
      record.put(names[i], millionths / 1e6);
    }
    record.put("total", total / 1e6);
    return record;
  }

  private static void estimate(Map<String, Object> record, String name, Double value) {
    if (value != null) {
      record.put(name, Map.of("value", value));
    }
  }

  private static Map<String, Object> pane(
      Result result, Cell cell, String currency, List<Member> members) {
    Map<String, Object> record = header(cell);
    record.put("day", LocalDate.ofEpochDay(members.get(0).day()).toString());
    record.put("n", members.size());
    long anonymous = members.stream().filter(m -> m.event().employer() == null).count();
    record.put("anonymous", anonymous);
    Set<String> who = new HashSet<>();
    members.forEach(m -> who.add(m.contributor()));
    record.put("employers", who.size());
    record.put("money", money(currency, members));
    if (cell.region().length() == 2 && !currency.equals("USD")) {
      // The same observations stand in WORLD, in US dollars.
      Cell world = new Cell(cell.role(), "WORLD", cell.basis(), cell.facet());
      Set<String> ids = new HashSet<>();
      members.forEach(m -> ids.add(m.event().id()));
      record.put(
          "usd",
          money(
              "USD",
              result.cells().get(world).stream()
                  .filter(m -> ids.contains(m.event().id()))
                  .toList()));
    }
    Map<String, Integer> byEmployer = new TreeMap<>();
    members.stream()
        .filter(m -> m.event().employer() != null)
        .forEach(m -> byEmployer.merge(m.contributor(), 1, Integer::sum));
    record.put(
        "employerSums", byEmployer.values().stream().map(count -> Map.of("count", count)).toList());
    Map<String, Integer> levels = new TreeMap<>();
    Map<String, Integer> sources = new TreeMap<>();
    for (Member member : members) {
      if (member.event().level() != null) {
        levels.merge(member.event().level().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
      }
      sources.merge(member.event().sourceType(), 1, Integer::sum);
    }
    record.put("levels", levels);
    record.put("sources", sources);
    return record;
  }

  private static Map<String, Object> money(String currency, List<Member> members) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    long logs = 0;
    long logSquares = 0;
    Map<Integer, Integer> bins = new TreeMap<>();
    for (Member member : members) {
      BigInteger minor = BigInteger.valueOf(member.minor());
      sum = sum.add(minor);
      squares = squares.add(minor.multiply(minor));
      long k = Math.round(1e5 * (StrictMath.log(member.pay()) - StrictMath.log(REFERENCE)));
      logs += k;
      logSquares += k * k;
      bins.merge(
          (int) Math.ceil(StrictMath.log(member.pay()) / StrictMath.log(GAMMA)), 1, Integer::sum);
    }
    Map<String, Object> money = new LinkedHashMap<>();
    money.put("currency", currency);
    money.put("sum", sum.toString());
    money.put("sumOfSquares", squares.toString());
    money.put("logSum", logs);
    money.put("logSumOfSquares", logSquares);
    money.put("logReference", REFERENCE);
    List<Map<String, Integer>> histogram = new ArrayList<>();
    bins.forEach((bin, count) -> histogram.add(Map.of("bin", bin, "count", count)));
    money.put("histogram", histogram);
    return money;
  }

  private static String midnight(long day) {
    return Instant.ofEpochSecond(day * 86_400).toString();
  }
}
