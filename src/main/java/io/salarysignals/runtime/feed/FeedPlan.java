package io.salarysignals.runtime.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.feed.mapping.MappingException;
import io.salarysignals.runtime.feed.read.LineReader;
import io.salarysignals.runtime.feed.read.Piece;
import io.salarysignals.streams.json.JsonMappingProblem;
import io.salarysignals.streams.json.JsonToAvro;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * What is to be fed, checked: every input has its topic and its columns fit its mapping. Rates come
 * first, else the inputs keep their order.
 */
public final class FeedPlan {
  /** How many lines are looked at for one that tells the topic. */
  private static final int TELLING_LINES = 1000;

  /**
   * An input of the plan.
   *
   * @param spec with its topic
   * @param key of its position
   * @param sideName name of its side file
   */
  record Item(InputSpec spec, String key, String sideName) {}

  private final List<Item> items;
  private final OptionalInt hold;
  private final boolean again;

  private FeedPlan(List<Item> items, OptionalInt hold, boolean again) {
    this.items = List.copyOf(items);
    this.hold = hold;
    this.again = again;
  }

  /**
   * A plan for the given inputs.
   *
   * @throws InputException naming every problem of every input
   */
  public static FeedPlan of(List<InputSpec> inputs) {
    List<String> problems = new ArrayList<>();
    List<InputSpec> known = new ArrayList<>();
    for (InputSpec input : inputs) {
      try {
        InputSpec told = input.topic() == null ? input.withTopic(tell(input)) : input;
        OpenInput.open(told).close();
        known.add(told);
      } catch (MappingException | InputException e) {
        problems.add(input.file() + ": " + e.getMessage());
      } catch (IOException e) {
        problems.add(input.file() + ": cannot be read (" + e.getMessage() + ")");
      }
    }
    List<Item> items = new ArrayList<>();
    try {
      items(known, items, problems);
    } catch (IOException e) {
      problems.add("an input cannot be read (" + e.getMessage() + ")");
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    items.sort(Comparator.comparing(item -> item.spec().topic() != FeedTopic.FX_RATES));
    return new FeedPlan(items, OptionalInt.empty(), false);
  }

  private static void items(List<InputSpec> inputs, List<Item> items, List<String> problems)
      throws IOException {
    Set<String> keys = new HashSet<>();
    Map<String, Integer> names = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (InputSpec input : inputs) {
      String key = FileIdentity.of(input);
      if (!keys.add(key)) {
        problems.add(input.file() + ": given twice");
      }
      if (input.mapping() != null
          && input.mapping().usesFileName()
          && !ids.add(input.topic() + "|" + input.baseName())) {
        problems.add(
            input.file()
                + ": the ids of its lines are made of the file's name, and another input"
                + " has the same; rename one");
      }
      int nth = names.merge(input.baseName(), 1, Integer::sum);
      String extension = input.format() == InputSpec.Format.CSV ? "csv" : "jsonl";
      String side = input.baseName() + (nth == 1 ? "" : "." + nth) + ".rejected." + extension;
      items.add(new Item(input, key, side));
    }
  }

  private static FeedTopic tell(InputSpec input) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(input.file()))) {
      LineReader lines =
          new LineReader(
              input.gzip() ? new GZIPInputStream(file) : file, OpenInput.MAX_RECORD_BYTES);
      Piece piece = lines.next();
      if (piece == null) {
        return named(input);
      }
      for (int i = 0; i < TELLING_LINES && piece != null; i++, piece = lines.next()) {
        try {
          JsonNode node = JsonToAvro.parse(piece.text(StandardCharsets.UTF_8));
          if (node.has("observationId")) {
            return FeedTopic.SALARY_OBSERVATIONS;
          }
          if (node.has("postingId")) {
            return FeedTopic.JOB_POSTINGS;
          }
          if (node.has("unitsPerUsd")) {
            return FeedTopic.FX_RATES;
          }
        } catch (JsonMappingProblem e) {
          // A bad line goes to the side file once the topic is known; the next one may tell it.
        }
      }
    }
    throw new InputException(
        "no line tells the topic (observationId, postingId or unitsPerUsd); give it: FILE:TOPIC with"
            + " one of "
            + String.join(", ", FeedTopic.names()));
  }

  /** An empty file holds nothing of any topic; its name tells which it says so of. */
  private static FeedTopic named(InputSpec input) {
    for (String name : FeedTopic.names()) {
      if (input.baseName().startsWith(name)) {
        return FeedTopic.named(name).orElseThrow();
      }
    }
    return FeedTopic.SALARY_OBSERVATIONS;
  }

  /** The same plan with the records of one partition delivered last, rates apart. */
  public FeedPlan holding(int partition) {
    return new FeedPlan(items, OptionalInt.of(partition), again);
  }

  /** The part of the plan that goes to certain topics, e.g. the rates before all else. */
  public FeedPlan only(Predicate<FeedTopic> topics) {
    return new FeedPlan(
        items.stream().filter(i -> topics.test(i.spec().topic())).toList(), hold, again);
  }

  /** The same plan, in which files that are done are fed once more from their beginning. */
  public FeedPlan again() {
    return new FeedPlan(items, hold, true);
  }

  boolean isAgain() {
    return again;
  }

  /** Where the records go, in the order of the plan. */
  public Set<FeedTopic> topics() {
    Set<FeedTopic> topics = new LinkedHashSet<>();
    items.forEach(item -> topics.add(item.spec().topic()));
    return topics;
  }

  /** Bytes of all files, as they lie on the disk; each counts as often as it is read. */
  public long bytesTotal() {
    long total = 0;
    for (Item item : items) {
      total += item.spec().file().toFile().length() * passes(item);
    }
    return total;
  }

  int passes(Item item) {
    return hold.isPresent() && item.spec().topic() != FeedTopic.FX_RATES ? 2 : 1;
  }

  List<Item> items() {
    return items;
  }

  int hold(Item item) {
    return passes(item) == 2 ? hold.getAsInt() : -1;
  }
}
