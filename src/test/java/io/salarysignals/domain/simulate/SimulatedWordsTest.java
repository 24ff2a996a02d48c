package io.salarysignals.domain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.place.IsoRegionResolver;
import io.salarysignals.domain.intake.title.Role;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the simulator writes must mean to intake what the simulator means. */
class SimulatedWordsTest {
  private final TaxonomyTitleNormaliser titles = TaxonomyTitleNormaliser.shipped();

  @Test
  void everyVariantOfATitleMeansItsRoleAndLevel() {
    Draws draws = new Draws(21);
    List<String> wrong = new ArrayList<>();
    for (RoleProfile role : RoleCatalogue.first(24)) {
      for (Level level : Level.values()) {
        for (int i = 0; i < 40; i++) {
          String raw =
              i == 0 ? Titles.plain(role.title(), level) : Titles.wild(role.title(), level, draws);
          NormalisedTitle meant = titles.normalise(raw);
          boolean right = meant.role().equals(role.role()) && meant.mapped();
          boolean levelRight = !Titles.says(level) || meant.level() == level;
          if (!right || !levelRight) {
            wrong.add(raw + " -> " + meant);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPlaceMeansItsRegionAndCurrency() {
    IsoRegionResolver resolver = new IsoRegionResolver(256);
    for (Place place : PlaceCatalogue.all()) {
      RegionPath byCode = resolver.resolve(place.region(), null);
      assertThat(byCode).as(place.region()).isNotNull();
      assertThat(byCode.mostSpecific()).isEqualTo(place.region());
      RegionPath byText = resolver.resolve(null, place.location());
      assertThat(byText).as(place.location()).isNotNull();
      assertThat(byText.country()).as(place.location()).isEqualTo(place.country());
      if (place.country().equals("US")) {
        assertThat(byText).as(place.location()).isEqualTo(byCode);
      }
      assertThat(resolver.currencyOf(place.country())).isEqualTo(place.currency());
    }
    // The invalid records of the simulator must be invalid.
    assertThat(resolver.isCurrency("XXQ")).isFalse();
  }

  @Test
  void benchTitlesAreRolesOfTheirOwnWithFamilies() {
    List<String> canonical = titles.taxonomy().roles().stream().map(Role::title).toList();
    BenchLoad load = new BenchLoad(BenchParameters.standard(), 1, canonical);
    Set<String> roles = new HashSet<>();
    Set<String> families = new TreeSet<>();
    int unmapped = 0;
    for (int role = 0; role < 250; role++) {
      for (Level level : Level.values()) {
        NormalisedTitle meant =
            titles.normalise(load.titles()[role * Level.values().length + level.ordinal()]);
        roles.add(meant.role());
        unmapped += meant.mapped() ? 0 : 1;
        if (meant.family() != null) {
          families.add(meant.family());
        }
      }
    }
    System.out.printf(
        "bench: %d roles of 250, %d taxonomy titles, %d of 1750 titles unmapped, families %s%n",
        roles.size(), canonical.size(), unmapped, families);
    assertThat(roles.size()).isBetween(245, 262);
    assertThat(families.size()).isGreaterThan(5);
  }
}
