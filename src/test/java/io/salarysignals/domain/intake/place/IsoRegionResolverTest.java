package io.salarysignals.domain.intake.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.RegionPath;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoRegionResolverTest {
  private static final IsoRegionResolver PLACES = new IsoRegionResolver(256);

  @ParameterizedTest
  @CsvSource({
    "US,US",
    "us-ca,US-CA",
    "' US-CA ',US-CA",
    "US-ZZ,",
    "XX,",
    "DE-BE,DE-BE",
    "GB-SCT,GB-SCT",
    "PL-14,PL-14",
    "NO-03,NO-03",
    "IN-KA,IN-KA",
    "IN-OR,IN-OD",
    "US-PR,PR",
    "UK,GB",
    "USA,",
    "California,",
    "ZZ-01,",
    "WORLD,"
  })
  void codesAreTakenAsTheyStandAndUnknownOnesAreNoPlace(String code, String expected) {
    RegionPath place = PLACES.resolve(code, "Berlin, Germany");
    assertThat(place == null ? null : place.mostSpecific()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Austin, TX|US-TX",
        "USA|US",
        "U.S.|US",
        "Remote - US|US",
        "Remote (USA)|US",
        "US Remote|US",
        "Berlin, Germany|DE-BE",
        "Toronto, ON, Canada|CA-ON",
        "Toronto, ON|CA-ON",
        "London, ON|CA-ON",
        "San Francisco Bay Area|US-CA",
        "Anywhere|",
        "Worldwide|",
        "Remote|",
        "Europe|",
        "North America|",
        "Remote - Latin America|",
        "USA - North America|US",
        "TX|US-TX",
        "CA|CA",
        "Perth, WA|AU-WA",
        "Vancouver, WA|US-WA",
        "Cambridge, UK|GB-ENG",
        "Cambridge, MA|US-MA",
        "Springfield|",
        "Georgia|GE",
        "Georgia, US|US-GA",
        "Atlanta, GA|US-GA",
        "Atlanta, Georgia|US-GA",
        "Marietta, Georgia|US-GA",
        "Tbilisi, Georgia|GE",
        "Berlin, DE|DE-BE",
        "Wilmington, DE|US-DE",
        "Bangalore, IN|IN-KA",
        "Indianapolis, IN|US-IN",
        "Toronto, CA|CA-ON",
        "San Diego, CA|US-CA",
        "Bengaluru, Karnataka, India|IN-KA",
        "London, UK|GB-ENG",
        "London|GB-ENG",
        "Paris, TX|US-TX",
        "Sydney NSW, Australia|AU-NSW",
        "Bogotá, Bogota, Colombia|CO-DC",
        "Dubai - United Arab Emirates|AE-DU",
        "São Paulo, State of São Paulo, Brazil|BR-SP",
        "New York, NY or San Francisco, CA|US",
        "London or Berlin|GB-ENG",
        "Austin TX|US-TX",
        "Berlin Germany|DE-BE",
        "California|US-CA",
        "New York, United States|US-NY",
        "Washington, DC|US-DC",
        "Washington|US-WA",
        "Deutschland|DE",
        "Czechia|CZ",
        "Czech Republic|CZ",
        "South Korea|KR",
        "Anywhere in the US|US",
        "New York, NY 10001|US-NY",
        "Mountain View, CA 94043, USA|US-CA",
        "Remote - US-CA|US-CA",
        "DE|DE",
        "München|DE-BY",
        "Puerto Rico|PR",
        "Melbourne, FL|US-FL",
        "Athens, Greece|GR-I",
        "Utrecht, NL|NL-UT",
        "Singapore|SG"
      })
  void textIsReadByTheDocumentedRules(String location, String expected) {
    RegionPath place = PLACES.resolve(null, location);
    assertThat(place == null ? null : place.mostSpecific()).isEqualTo(expected);
    assertThat(PLACES.resolve(" ", location)).isEqualTo(place);
  }

  @Test
  void everyCountryOfTheStandardIsKnown() {
    // The alpha-2 list is stable across JDKs 17 to 25; it is used here as a second source only.
    Set<String> missing = new TreeSet<>();
    for (String code : Locale.getISOCountries()) {
      RegionPath place = PLACES.resolve(code, null);
      if (place == null || !place.country().equals(code)) {
        missing.add(code);
      }
    }
    missing.remove("AN"); // the Netherlands Antilles, dissolved in 2010, still listed by some JDKs
    assertThat(missing).isEmpty();
  }

  @Test
  void currenciesAgreeWithASecondSourceExceptWhereTheShippedTableIsNewer() {
    Set<String> differing = new TreeSet<>();
    for (String code : Locale.getISOCountries()) {
      Currency other = Currency.getInstance(new Locale.Builder().setRegion(code).build());
      String theirs = other == null ? null : other.getCurrencyCode();
      String ours = PLACES.currencyOf(code);
      if (theirs == null ? ours != null : !theirs.equals(ours)) {
        differing.add(code + " " + ours + " " + theirs);
      }
    }
    Set<String> newer =
        Set.of(
            "HR EUR", "BG EUR", "CW XCG", "SX XCG", "SL SLE", "ZW ZWG", "AN null", "VE VES",
            "CU CUP", "SV USD", "MR MRU", "ST STN");
    assertThat(differing)
        .allMatch(line -> newer.contains(line.substring(0, line.lastIndexOf(' '))));
  }

  @Test
  void moneyThatPeopleArePaidIn() {
    assertThat(Arrays.asList("USD", "EUR", "XOF", "HRK", "BGN")).allMatch(PLACES::isCurrency);
    assertThat(Arrays.asList("XXX", "XAU", "XTS", "usd", "", "BTC", "CHE", null))
        .noneMatch(PLACES::isCurrency);
    assertThat(PLACES.currencyOf("AQ")).isNull();
    assertThat(PLACES.currencyOf("ZZ")).isNull();
    assertThat(PLACES.currencyOf(null)).isNull();
    assertThat(PLACES.currencyOf("HR")).isEqualTo("EUR");
    assertThat(PLACES.currencyOf("BG")).isEqualTo("EUR");
  }
}
