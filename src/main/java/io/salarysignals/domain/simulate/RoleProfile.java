package io.salarysignals.domain.simulate;

import java.util.List;

/**
 * A role of the simulated world.
 *
 * @param title canonical title; its kebab-case slug is the role
 * @param usPay median annual USD pay in the United States at level MID without any skill premium
 * @param skills typical skills, most usual first
 * @param certifications typical certifications
 */
public record RoleProfile(
    String title, double usPay, List<Trait> skills, List<Trait> certifications) {

  /**
   * A skill or certification that a worker may have.
   *
   * @param name as people write it
   * @param share probability that an observation lists it, independently of all others
   * @param premium change of log pay for those who have it
   */
  public record Trait(String name, double share, double premium) {}

  /** The slug of the canonical title. */
  public String role() {
    return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
