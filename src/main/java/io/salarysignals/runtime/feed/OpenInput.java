package io.salarysignals.runtime.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.domain.demand.TextFingerprint;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.runtime.feed.jsonld.JobPostings;
import io.salarysignals.runtime.feed.jsonld.JsonLdReader;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.mapping.Mapping;
import io.salarysignals.runtime.feed.read.CsvReader;
import io.salarysignals.runtime.feed.read.LineReader;
import io.salarysignals.runtime.feed.read.Piece;
import io.salarysignals.runtime.feed.read.PieceReader;
import io.salarysignals.streams.json.JsonMappingProblem;
import io.salarysignals.streams.json.JsonToAvro;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;
import org.jsoup.Jsoup;

/** An input that is being read: its records, and what each means. For one thread. */
final class OpenInput implements AutoCloseable {
  /** Greatest length of a record in a file, bytes. */
  static final int MAX_RECORD_BYTES = 1 << 20;

  private static final int BUFFER = 1 << 16;

  /** What JSON Lines of postings may hold beside the fields of the schema. */
  private static final String DESCRIPTION = "description";

  /** Makes a record of a piece. */
  private interface Meaning {
    SpecificRecord of(Piece piece);
  }

  private final Counter file;
  private final PieceReader reader;
  private final Meaning meaning;
  private final Charset charset;

  private OpenInput(Counter file, PieceReader reader, Meaning meaning, Charset charset) {
    this.file = file;
    this.reader = reader;
    this.meaning = meaning;
    this.charset = charset;
  }

  /**
   * Opens an input whose topic is known.
   *
   * @throws io.salarysignals.runtime.feed.mapping.MappingException if the file's columns do not fit
   */
  static OpenInput open(InputSpec input) throws IOException {
    Counter file = new Counter(Files.newInputStream(input.file()));
    try {
      InputStream in =
          input.gzip() ? new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER) : file;
      return switch (input.format()) {
        case CSV -> csv(input, file, in);
        case JSON_LINES -> {
          Meaning meaning = jsonLines(input);
          yield new OpenInput(
              file, new LineReader(in, MAX_RECORD_BYTES), meaning, StandardCharsets.UTF_8);
        }
        case JSON_LD, HTML -> {
          boolean html = input.format() == InputSpec.Format.HTML;
          yield new OpenInput(
              file, new JsonLdReader(in, html), JobPostings::event, StandardCharsets.UTF_8);
        }
      };
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static OpenInput csv(InputSpec input, Counter file, InputStream in) throws IOException {
    Mapping mapping = input.mapping();
    Charset charset = mapping.input().charset();
    CsvReader reader = new CsvReader(in, mapping.input().separator(), charset, MAX_RECORD_BYTES);
    List<String> header = mapping.input().header();
    if (header.isEmpty()) {
      header = reader.header();
    } else {
      reader.width(header.size());
    }
    Mapping.Bound bound = mapping.bind(header, input.baseName());
    boolean strict = charset.equals(StandardCharsets.UTF_8);
    Meaning meaning =
        piece -> {
          if (strict) {
            Utf8.check(piece);
          }
          return bound.map(reader);
        };
    return new OpenInput(file, reader, meaning, charset);
  }

  private static Meaning jsonLines(InputSpec input) {
    Read json =
        switch (input.topic()) {
          case SALARY_OBSERVATIONS -> new JsonToAvro<>(SalaryObservation.class)::read;
          case JOB_POSTINGS -> postings(new JsonToAvro<>(JobPostingEvent.class));
          case FX_RATES -> new JsonToAvro<>(FxRate.class)::read;
        };
    return piece -> {
      Utf8.check(piece);
      try {
        return json.read(JsonToAvro.parse(piece.text(StandardCharsets.UTF_8)));
      } catch (JsonMappingProblem e) {
        boolean missing = e.getMessage().endsWith("found nothing") && !e.path().isEmpty();
        Reason reason =
            missing
                ? Reason.MISSING_FIELD
                : e.path().isEmpty() ? Reason.UNMAPPABLE : Reason.BAD_VALUE;
        throw new BadValueException(reason, e.path().isEmpty() ? null : e.path(), e.getMessage());
      }
    };
  }

  /** Makes a record of a JSON tree. */
  private interface Read {
    SpecificRecord read(JsonNode json) throws JsonMappingProblem;
  }

  /** Of a description, which the records have no field for, its fingerprint is kept. */
  private static Read postings(JsonToAvro<JobPostingEvent> reader) {
    return json -> {
      JobPostingEvent event = reader.read(json);
      String description = json.path(DESCRIPTION).asText("");
      if (event.getTextFingerprint() == null && !description.isEmpty()) {
        long fingerprint = TextFingerprint.of(Jsoup.parse(description).text());
        event.setTextFingerprint(fingerprint == TextFingerprint.NONE ? null : fingerprint);
      }
      return event;
    };
  }

  PieceReader reader() {
    return reader;
  }

  Charset charset() {
    return charset;
  }

  /**
   * The record that a piece means.
   *
   * @throws BadValueException where it means none
   */
  SpecificRecord record(Piece piece) {
    if (piece.broken() != null) {
      throw new BadValueException(piece.broken(), null, piece.detail());
    }
    return meaning.of(piece);
  }

  /** Bytes of the file read so far, as they lie on the disk. */
  long bytesRead() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Counts the bytes taken from a file. */
  private static final class Counter extends FilterInputStream {
    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
