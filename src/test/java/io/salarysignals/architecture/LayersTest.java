package io.salarysignals.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports run downwards only, the domain is pure, and only one package knows a broker's inside. */
class LayersTest {
  /** From the bottom to the top; each may use those before it. */
  private static final List<String> LAYERS =
      List.of("domain", "event", "streams", "topology", "runtime", "web", "cli");

  private static final String ROOT = "io.salarysignals.";

  /** Classes of a broker: in {@code embedded/lib} of a distribution and nowhere else. */
  private static final String[] BROKER_INSIDE = {
    "kafka..",
    "scala..",
    "org.apache.kafka.controller..",
    "org.apache.kafka.coordinator..",
    "org.apache.kafka.image..",
    "org.apache.kafka.metadata..",
    "org.apache.kafka.network..",
    "org.apache.kafka.raft..",
    "org.apache.kafka.server..",
    "org.apache.kafka.storage.."
  };

  private static JavaClasses production;

  @BeforeAll
  static void read() {
    // Where the program's own classes are, wherever they were built to.
    production =
        new ClassFileImporter()
            .importUrl(
                io.salarysignals.cli.Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());
  }

  @Test
  void everyClassIsInALayer() {
    Set<String> roots =
        production.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
            .collect(Collectors.toSet());
    assertThat(LAYERS).containsAll(roots);
    assertThat(roots).contains("domain", "runtime", "cli");
  }

  @Test
  void importsRunDownwardsOnly() {
    for (int i = 0; i < LAYERS.size() - 1; i++) {
      String[] above =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(layer -> ROOT + layer + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + LAYERS.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .allowEmptyShould(true) // a layer may have no class yet
          .check(production);
    }
  }

  @Test
  void theDomainUsesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.salarysignals.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.salarysignals.domain..", "java..")
        .check(production);
  }

  @Test
  void theDomainHasNoClockAndNoDiceOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage("io.salarysignals.domain..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(production);
  }

  @Test
  void onlyTheBrokerProcessKnowsABrokersInside() {
    classes()
        .that(resideInAnyPackage("io.salarysignals.."))
        .and()
        .doNotHaveFullyQualifiedName("io.salarysignals.runtime.embedded.EmbeddedBrokerMain")
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(BROKER_INSIDE)))
        .check(production);
  }

  @Test
  void theBrokerProcessIsSeenByTheRuleAbove() {
    JavaClass broker = production.get("io.salarysignals.runtime.embedded.EmbeddedBrokerMain");
    assertThat(broker.getDirectDependenciesFromSelf())
        .anyMatch(d -> resideInAnyPackage(BROKER_INSIDE).test(d.getTargetClass()));
  }
}
