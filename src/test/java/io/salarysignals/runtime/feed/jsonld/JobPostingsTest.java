package io.salarysignals.runtime.feed.jsonld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.domain.demand.TextFingerprint;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostingEventType;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.read.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPostingsTest {
  private static List<Piece> pieces(String text, boolean html) throws IOException {
    JsonLdReader reader =
        new JsonLdReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), html);
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private static JobPostingEvent event(String fields) throws IOException {
    List<Piece> pieces = pieces("{\"@type\":\"JobPosting\"," + fields + "}", false);
    assertThat(pieces).hasSize(1);
    return JobPostings.event(pieces.get(0));
  }

  @Test
  void readsThePostingOfGooglesGuide() throws IOException {
    JobPostingEvent event =
        event(
            """
            "title": "Software Engineer", "description": "<p>Secret &amp; long</p>",
            "identifier": {"@type": "PropertyValue", "name": "Google", "value": "1234567"},
            "datePosted": "2017-01-18", "validThrough": "2017-03-18T00:00", "employmentType": "CONTRACTOR",
            "hiringOrganization": {"@type": "Organization", "name": "Google", "sameAs": "https://www.google.com"},
            "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress",
              "streetAddress": "1600 Amphitheatre Pkwy", "addressLocality": "Mountain View",
              "addressRegion": "CA", "postalCode": "94043", "addressCountry": "US"}},
            "baseSalary": {"@type": "MonetaryAmount", "currency": "USD",
              "value": {"@type": "QuantitativeValue", "value": 40.00, "unitText": "HOUR"}}
            """);

    assertThat(event.getPostingId()).isEqualTo("Google:1234567");
    assertThat(event.getEventType()).isEqualTo(PostingEventType.OPENED);
    assertThat(event.getVersion()).isEqualTo(1);
    assertThat(event.getEventAt()).isEqualTo(Instant.parse("2017-01-18T00:00:00Z"));
    assertThat(event.getValidThrough()).isEqualTo(Instant.parse("2017-03-18T00:00:00Z"));
    assertThat(event.getEmployer()).isEqualTo("Google");
    assertThat(event.getRegion()).isEqualTo("US-CA");
    assertThat(event.getSalary().getCurrency()).isEqualTo("USD");
    assertThat(event.getSalary().getPayPeriod()).isEqualTo(PayPeriod.HOUR);
    assertThat(event.getSalary().getMin()).isEqualTo(40);
    assertThat(event.getSalary().getMax()).isEqualTo(40);
    assertThat(event.toString()).doesNotContain("Secret", "Amphitheatre");
    assertThat(event.getTextFingerprint()).as("too short to be told from others").isNull();
  }

  @Test
  void aNumberTakesThePlaceOfTheDescription() throws IOException {
    String words = "We build &amp; run pipelines that never sleep, ";
    String plain = "\"title\":\"a\",\"description\":\"" + words.repeat(5) + "\"";
    String tagged =
        "\"title\":\"a\",\"description\":[\"<ul>"
            + "<li>We <b>build &amp; run</b> pipelines</li><li>that NEVER sleep</li>".repeat(5)
            + "</ul>\"]";
    JobPostingEvent event = event(plain);
    assertThat(event.getTextFingerprint())
        .isEqualTo(TextFingerprint.of(words.replace("&amp;", "").repeat(5)))
        .isEqualTo(event(tagged).getTextFingerprint());
    // And an id that is made from what the page says does not depend on it
    assertThat(event.getPostingId())
        .isEqualTo(event("\"title\":\"a\"").getPostingId())
        .isEqualTo(event(plain + ",\"textFingerprint\":5").getPostingId());
    assertThat(event("\"title\":\"a\",\"textFingerprint\":5").getTextFingerprint())
        .as("what a page says of it does not count")
        .isNull();
  }

  @Test
  void findsPostingsInPagesGraphsListsAndTypeLists() throws IOException {
    String page =
        """
        <html><head><script type="application/ld+json">{"@context":"https://schema.org",
        "@graph":[{"@type":"WebPage"},{"@type":["JobPosting","Thing"],"identifier":"g"}]}</script>
        <script type="APPLICATION/LD+JSON; charset=utf-8">[{"@type":"JobPosting","identifier":"l"}]
        </script><script>var x = {"@type":"JobPosting"}</script>
        <script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem",
        "item":{"@type":"https://schema.org/JobPosting","identifier":"i","description":"a
        raw line end"}}]}</script>
        <script type="application/ld+json">{broken</script></head></html>
        """;

    List<Piece> pieces = pieces(page, true);

    assertThat(pieces).hasSize(4);
    assertThat(pieces.subList(0, 3))
        .extracting(piece -> JobPostings.event(piece).getPostingId())
        .containsExactly("g", "l", "i");
    assertThat(pieces.get(3).broken()).isEqualTo(Reason.UNMAPPABLE);
    assertThat(pieces.get(3).detail()).contains("not JSON");
    assertThat(pieces("<html></html>", true))
        .extracting(Piece::detail)
        .containsExactly("no JobPosting in it");
    assertThat(pieces("", false)).extracting(Piece::broken).containsExactly(Reason.UNMAPPABLE);
  }

  @Test
  void readsPayInItsSpellings() throws IOException {
    record Pay(String json, Double min, Double max, String currency, PayPeriod period) {}
    String amount = "{\"currency\":\"eur\",\"value\":%s}";
    List<Pay> cases =
        List.of(
            new Pay(
                amount.formatted(
                    "{\"minValue\":50000,\"maxValue\":\"60,000\",\"unitText\":\"ANNUAL\"}"),
                50_000.0,
                60_000.0,
                "EUR",
                PayPeriod.YEAR),
            new Pay(
                amount.formatted("{\"minValue\":20,\"unitText\":\"per hour\"}"),
                20.0,
                20.0,
                "EUR",
                PayPeriod.HOUR),
            new Pay(
                amount.formatted("{\"value\":\"3000-4000\",\"unitText\":\"monthly\"}"),
                3000.0,
                4000.0,
                "EUR",
                PayPeriod.MONTH),
            new Pay(
                "{\"currency\":\"GBP\",\"minValue\":1,\"maxValue\":2,\"unitText\":\"WEEK\"}",
                1.0,
                2.0,
                "GBP",
                PayPeriod.WEEK),
            new Pay("{\"currency\":\"GBP\",\"value\":\"30k\"}", 30_000.0, 30_000.0, "GBP", null),
            new Pay("\"$90,000 - $120,000\"", 90_000.0, 120_000.0, null, null),
            new Pay("[" + amount.formatted("70000") + "]", 70_000.0, 70_000.0, "EUR", null));
    for (Pay pay : cases) {
      var salary = event("\"identifier\":1,\"baseSalary\":" + pay.json()).getSalary();
      assertThat(salary.getMin()).as(pay.json()).isEqualTo(pay.min());
      assertThat(salary.getMax()).as(pay.json()).isEqualTo(pay.max());
      assertThat(salary.getCurrency()).as(pay.json()).isEqualTo(pay.currency());
      assertThat(salary.getPayPeriod()).as(pay.json()).isEqualTo(pay.period());
    }
    assertThat(event("\"identifier\":1,\"baseSalary\":{\"currency\":\"USD\"}").getSalary())
        .isNull();
    // Pay that says nothing does not cost the posting
    assertThat(event("\"identifier\":1,\"baseSalary\":\"competitive\"").getSalary()).isNull();
    var odd = event("\"identifier\":1,\"baseSalary\":{\"value\":5,\"unitText\":\"SHIFT\"}");
    assertThat(odd.getSalary().getMin()).isEqualTo(5);
    assertThat(odd.getSalary().getPayPeriod()).isNull();
  }

  @Test
  void readsPlaces() throws IOException {
    String place = "{\"@type\":\"Place\",\"address\":%s}";
    String sanJose =
        place.formatted(
            "{\"addressLocality\":\"San Jose\",\"addressRegion\":\"CA\",\"addressCountry\":{\"name\":\"US\"}}");
    String france = place.formatted("{\"addressCountry\":\"FR\"}");
    String berlin =
        place.formatted(
            "{\"addressLocality\":\"Berlin\",\"addressRegion\":\"Berlin\",\"addressCountry\":\"DE\"}");

    assertThat(event("\"identifier\":1,\"jobLocation\":" + sanJose).getRegion()).isEqualTo("US-CA");
    JobPostingEvent two =
        event("\"identifier\":1,\"jobLocation\":[" + sanJose + "," + france + "]");
    assertThat(two.getRegions()).containsExactly("US-CA", "FR");
    assertThat(two.getRegion()).isNull();
    assertThat(event("\"identifier\":1,\"jobLocation\":" + berlin).getLocation())
        .isEqualTo("Berlin, DE");
    assertThat(
            event("\"identifier\":1,\"jobLocation\":{\"address\":\"Paris, France\"}").getLocation())
        .isEqualTo("Paris, France");
    JobPostingEvent remote =
        event(
            "\"identifier\":1,\"jobLocationType\":\"TELECOMMUTE\",\"applicantLocationRequirements\":"
                + "{\"@type\":\"Country\",\"name\":\"US\"}");
    assertThat(remote.getRemote()).isTrue();
    assertThat(remote.getRegion()).isEqualTo("US");
  }

  @Test
  void readsIdsSkillsAndDates() throws IOException {
    assertThat(event("\"identifier\":[{\"value\":77}]").getPostingId()).isEqualTo("77");
    JobPostingEvent byUrl = event("\"url\":\"https://www.jobs.example/9\",\"title\":\"R&amp;D\"");
    assertThat(byUrl.getPostingId()).isEqualTo("https://www.jobs.example/9");
    assertThat(byUrl.getSourceId()).isEqualTo("jobs.example");
    assertThat(byUrl.getTitle()).isEqualTo("R&D");
    assertThat(event("\"title\":\"a\",\"name\":\"b\"").getPostingId())
        .isEqualTo(event("\"name\":\"b\",\"title\":\"a\"").getPostingId())
        .isNotEqualTo(event("\"name\":\"c\",\"title\":\"a\"").getPostingId());
    assertThat(event("\"identifier\":1,\"skills\":\"Java, Kafka; SQL\"").getSkills())
        .containsExactly("Java", "Kafka", "SQL");
    assertThat(
            event(
                    "\"identifier\":1,\"skills\":[\"Java, 8\",{\"@type\":\"DefinedTerm\",\"name\":\"Go\"}]")
                .getSkills())
        .containsExactly("Java, 8", "Go");
    assertThat(event("\"identifier\":1,\"datePosted\":\"2026-03-01T10:00:00+01:00\"").getEventAt())
        .isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(event("\"identifier\":1,\"validThrough\":\"2026-03-31\"").getValidThrough())
        .isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(event("\"identifier\":1,\"hiringOrganization\":\"Acme &amp; Co\"").getEmployer())
        .isEqualTo("Acme & Co");
    assertThat(event("\"identifier\":1,\"hiringOrganization\":null").getEmployer()).isNull();
    assertThat(event("\"identifier\":1,\"validThrough\":\"open\"").getValidThrough()).isNull();
    assertThat(event("\"identifier\":1,\"totalJobOpenings\":\"several\"").getOpenings()).isNull();
    assertThatThrownBy(() -> event("\"identifier\":1,\"datePosted\":\"soon\""))
        .isInstanceOf(BadValueException.class);
  }
}
