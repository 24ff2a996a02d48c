package io.salarysignals.runtime.feed.jsonld;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.domain.demand.TextFingerprint;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.feed.mapping.Instants;
import io.salarysignals.runtime.feed.read.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;

/**
 * Reads schema.org JobPostings as OPENED events, in the spellings found on real pages (Google's
 * guide to structured data for job postings; schema.org/JobPosting). What is missing stays null:
 * the intake decides.
 */
public final class JobPostings {
  private static final Set<String> WORDS_OF_REMOTE = Set.of("TELECOMMUTE");

  private JobPostings() {}

  /**
   * The event that a posting means.
   *
   * @throws BadValueException where it cannot be told when it was posted
   */
  public static JobPostingEvent event(Piece piece) {
    JsonNode posting;
    try {
      posting =
          JsonLdReader.JSON.readTree(
              new ByteArrayInputStream(piece.buffer(), piece.from(), piece.to() - piece.from()));
    } catch (IOException e) {
      throw new BadValueException(Reason.UNMAPPABLE, null, "not JSON");
    }
    long fingerprint = posting.path(JsonLdReader.FINGERPRINT).asLong();
    // It is none of what the page says, from which an id may have to be made.
    ((ObjectNode) posting).remove(JsonLdReader.FINGERPRINT);
    JobPostingEvent event = (JobPostingEvent) FeedTopic.JOB_POSTINGS.blank();
    event.setPostingId(id(posting));
    event.setEventType(PostingEventType.OPENED);
    event.setEventAt(instant(posting, "datePosted", false));
    event.setValidThrough(instant(posting, "validThrough", true));
    event.setSourceId(source(posting));
    event.setEmployer(name(Nodes.first(posting.path("hiringOrganization"))));
    event.setTitle(text(posting, "title"));
    if (event.getTitle() == null) {
      event.setTitle(text(posting, "name"));
    }
    Places.fill(event, posting);
    event.setRemote(remote(posting));
    event.setOpenings(openings(posting));
    event.setSkills(skills(posting));
    event.setSalary(Salaries.of(posting));
    event.setTextFingerprint(fingerprint == TextFingerprint.NONE ? null : fingerprint);
    return event;
  }

  /** The identifier; else the address of the page; else a hash of the content. */
  private static String id(JsonNode posting) {
    String identifier = identifier(Nodes.first(posting.path("identifier")));
    if (identifier != null) {
      return identifier;
    }
    for (String field : List.of("@id", "url", "sameAs")) {
      String text = Nodes.text(Nodes.first(posting.path(field)));
      if (text != null) {
        return text;
      }
    }
    try {
      byte[] canonical = Nodes.sorted(posting).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("every Java has SHA-256, and a tree can be written", e);
    }
  }

  /** {@code "4711"}, or a PropertyValue: its value, after the name of whoever gave it. */
  private static String identifier(JsonNode node) {
    if (!node.isObject()) {
      return Nodes.text(node);
    }
    String value = Nodes.text(node.path("value"));
    if (value == null) {
      value = Nodes.text(node.path("@id"));
    }
    String giver = Nodes.text(node.path("name"));
    return value == null || giver == null ? value : giver + ":" + value;
  }

  private static String source(JsonNode posting) {
    for (String field : List.of("url", "@id", "sameAs")) {
      String text = Nodes.text(Nodes.first(posting.path(field)));
      try {
        String host = text == null ? null : URI.create(text.strip()).getHost();
        if (host != null) {
          return host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        }
      } catch (IllegalArgumentException e) {
        // Not an address: the next field may be one.
      }
    }
    return "json-ld";
  }

  static String name(JsonNode node) {
    if (!node.isObject()) {
      return plain(Nodes.text(node));
    }
    String name = plain(Nodes.text(Nodes.first(node.path("name"))));
    return name != null ? name : plain(Nodes.text(Nodes.first(node.path("legalName"))));
  }

  private static String text(JsonNode posting, String field) {
    return plain(Nodes.text(Nodes.first(posting.path(field))));
  }

  /** Texts come with entities and sometimes tags. */
  static String plain(String text) {
    if (text == null || text.indexOf('<') < 0 && text.indexOf('&') < 0) {
      return text;
    }
    String stripped = Jsoup.parse(text).text().strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static Instant instant(JsonNode posting, String field, boolean end) {
    String text = Nodes.text(Nodes.first(posting.path(field)));
    if (text == null) {
      return null;
    }
    Instant instant = Instants.read(text, end);
    if (instant == null && !end) {
      throw new BadValueException(Reason.BAD_VALUE, field, "not a date");
    }
    return instant;
  }

  private static Boolean remote(JsonNode posting) {
    Set<String> types = new LinkedHashSet<>();
    for (JsonNode type : Nodes.all(posting.path("jobLocationType"))) {
      types.add(String.valueOf(Nodes.text(type)).toUpperCase(Locale.ROOT));
    }
    return types.stream().anyMatch(WORDS_OF_REMOTE::contains) ? Boolean.TRUE : null;
  }

  private static Integer openings(JsonNode posting) {
    String text = Nodes.text(Nodes.first(posting.path("totalJobOpenings")));
    if (text == null) {
      return null;
    }
    // "Multiple" and the like say nothing that could be counted.
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  private static List<String> skills(JsonNode posting) {
    Set<String> skills = new LinkedHashSet<>();
    for (JsonNode node : Nodes.all(posting.path("skills"))) {
      String text = name(node);
      if (text != null) {
        boolean several = !node.isObject() && posting.path("skills").isTextual();
        for (String skill : several ? text.split("[,;|\u2022\n]") : new String[] {text}) {
          if (!skill.isBlank()) {
            skills.add(skill.strip());
          }
        }
      }
    }
    return new ArrayList<>(skills);
  }
}
