package io.salarysignals.domain.simulate;

import io.salarysignals.domain.simulate.RoleProfile.Trait;
import java.util.ArrayList;
import java.util.List;

/**
 * Roles of the simulated world. Pay levels are round numbers chosen by hand to look plausible; no
 * source was copied.
 */
public final class RoleCatalogue {
  private static final List<String> BACKEND =
      List.of("Java", "Kafka", "SQL", "Kubernetes", "AWS", "Spring Boot", "System Design", "Go");
  private static final List<String> FRONTEND =
      List.of("JavaScript", "React", "TypeScript", "CSS", "Node.js", "GraphQL", "Accessibility");
  private static final List<String> DATA =
      List.of("Python", "SQL", "Spark", "Airflow", "AWS", "Snowflake", "Machine Learning", "dbt");
  private static final List<String> OPERATIONS =
      List.of("Kubernetes", "Terraform", "AWS", "Linux", "Docker", "Python", "Prometheus");
  private static final List<String> SECURITY =
      List.of("SIEM", "Python", "Threat Modeling", "AWS", "Incident Response", "Linux");
  private static final List<String> BUSINESS =
      List.of("Excel", "SQL", "Communication", "Project Management", "Tableau", "Agile");

  private static final List<RoleProfile> ROLES =
      List.of(
          role("Backend Specialist", 81_000, BACKEND, "AWS Certified Developer"),
          role("Backend Engineer", 121_000, BACKEND, "AWS Certified Developer"),
          role("Data Engineer", 124_000, DATA, "AWS Certified Data Engineer"),
          role("Data Scientist", 128_000, DATA, "TensorFlow Developer Certificate"),
          role("Software Engineer", 119_000, BACKEND, "AWS Certified Developer"),
          role("Frontend Engineer", 112_000, FRONTEND, "AWS Certified Developer"),
          role("Data Analyst", 78_000, BUSINESS, "Power BI Data Analyst"),
          role("Machine Learning Engineer", 146_000, DATA, "TensorFlow Developer Certificate"),
          role("DevOps Engineer", 123_000, OPERATIONS, "Certified Kubernetes Administrator"),
          role("Full Stack Engineer", 115_000, FRONTEND, "AWS Certified Developer"),
          role("Product Manager", 126_000, BUSINESS, "Certified Scrum Product Owner"),
          role("Project Manager", 94_000, BUSINESS, "PMP"),
          role("Security Engineer", 129_000, SECURITY, "CISSP"),
          role(
              "Site Reliability Engineer",
              138_000,
              OPERATIONS,
              "Certified Kubernetes Administrator"),
          role("Business Analyst", 84_000, BUSINESS, "CBAP"),
          role("QA Engineer", 88_000, FRONTEND, "ISTQB Foundation"),
          role("Systems Administrator", 79_000, OPERATIONS, "CompTIA Security+"),
          role("Cloud Architect", 148_000, OPERATIONS, "AWS Certified Solutions Architect"),
          role("Mobile Engineer", 117_000, FRONTEND, "AWS Certified Developer"),
          role("Network Engineer", 92_000, OPERATIONS, "CCNA"),
          role("Database Administrator", 96_000, BACKEND, "Oracle Certified Professional"),
          role("Data Architect", 141_000, DATA, "AWS Certified Data Engineer"),
          role("UX Designer", 97_000, FRONTEND, "PMP"),
          role("Accountant", 68_000, BUSINESS, "CPA"));

  private RoleCatalogue() {}

  /** The first {@code count} roles, most popular first. */
  public static List<RoleProfile> first(int count) {
    if (count < 1 || count > ROLES.size()) {
      throw new IllegalArgumentException("roles must be 1 to " + ROLES.size() + ", not " + count);
    }
    return ROLES.subList(0, count);
  }

  private static RoleProfile role(
      String title, double usPay, List<String> skills, String certification) {
    List<Trait> traits = new ArrayList<>();
    for (int i = 0; i < skills.size(); i++) {
      // Every third skill pays: rare ones more, so that premiums are not just popularity.
      double premium = i % 3 == 1 ? 0.03 + 0.015 * i : 0;
      traits.add(new Trait(skills.get(i), 0.70 * StrictMath.pow(0.82, i), premium));
    }
    return new RoleProfile(
        title, usPay, List.copyOf(traits), List.of(new Trait(certification, 0.12, 0.06)));
  }
}
