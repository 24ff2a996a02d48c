package io.salarysignals.runtime.feed.jsonld;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.domain.demand.TextFingerprint;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.runtime.feed.read.Piece;
import io.salarysignals.runtime.feed.read.PieceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The schema.org JobPostings of one document, wherever they stand in it: alone, in arrays, under
 * {@code @graph} or within other things. A document without one is one broken piece, and so is each
 * script of a page that is not JSON. Descriptions are dropped here, and a number takes their place:
 * nothing downstream sees them.
 */
public final class JsonLdReader implements PieceReader {
  /** Greatest size of a document, bytes uncompressed. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_DEPTH = 100;
  private static final int KEPT_CHARS = 4096;

  /** The field that holds the number of the description that was there. */
  static final String FINGERPRINT = "textFingerprint";

  private static final List<String> DROPPED =
      List.of("description", "responsibilities", "qualifications", "jobBenefits", "incentives");

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(2 * MAX_DEPTH).build())
                  .build())
          // Pages hold raw line ends within texts: a common slip that browsers' parsers report, but
          // that leaves no doubt about the meaning.
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<Piece> pieces = new ArrayList<>();
  private int next;

  /**
   * Reads the whole document.
   *
   * @throws IOException if it cannot be read or is above {@link #MAX_BYTES}
   */
  public JsonLdReader(InputStream in, boolean html) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("a document above " + MAX_BYTES + " bytes; split it");
    }
    if (html) {
      Document page = Jsoup.parse(new java.io.ByteArrayInputStream(bytes), null, "");
      for (Element script : page.select("script[type~=(?i)^\\s*application/ld\\+json]")) {
        document(script.data());
      }
    } else {
      String text = new String(bytes, StandardCharsets.UTF_8);
      document(text.startsWith("\ufeff") ? text.substring(1) : text);
    }
    if (pieces.isEmpty()) {
      String kept =
          new String(bytes, 0, Math.min(bytes.length, KEPT_CHARS), StandardCharsets.UTF_8);
      broken(kept, "no JobPosting in it");
    }
  }

  private void document(String text) throws JsonProcessingException {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      broken(text.substring(0, Math.min(text.length(), KEPT_CHARS)), "not JSON, see line " + line);
      return;
    }
    search(root, 0);
  }

  private void broken(String text, String detail) {
    pieces.add(Piece.broken(pieces.size() + 1, text, Reason.UNMAPPABLE, detail));
  }

  private void search(JsonNode node, int depth) throws JsonProcessingException {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node instanceof ObjectNode object && isPosting(object)) {
      long fingerprint = TextFingerprint.of(description(object));
      object.remove(DROPPED);
      object.put(FINGERPRINT, fingerprint);
      pieces.add(Piece.whole(pieces.size() + 1, JSON.writeValueAsBytes(object)));
      return;
    }
    for (JsonNode child : node) {
      search(child, depth + 1);
    }
  }

  /** The words of the description, without tags. */
  private static String description(ObjectNode posting) {
    StringBuilder words = new StringBuilder();
    for (JsonNode part : Nodes.all(posting.path("description"))) {
      String text = Nodes.text(part);
      if (text != null) {
        words.append(Jsoup.parse(text).text()).append(' ');
      }
    }
    return words.toString();
  }

  private static boolean isPosting(ObjectNode node) {
    JsonNode type = node.path("@type");
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      if (one.asText().matches("(?:https?://schema\\.org/|schema:)?JobPosting")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Piece next() {
    return next < pieces.size() ? pieces.get(next++) : null;
  }

  @Override
  public Place place() {
    return new Place(next, next + 1L);
  }

  @Override
  public void resume(Place place) {
    next = Math.toIntExact(place.offset());
  }
}
