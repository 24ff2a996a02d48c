package io.salarysignals.domain.intake.skill;

import io.salarysignals.domain.intake.SkillNormaliser;
import java.util.List;

/** Lets skills outside the list fall into {@value #OTHER}, so that they cannot make facets. */
public final class OtherSkills implements SkillNormaliser {
  public static final String OTHER = "other";

  private final SkillNormaliser delegate;

  public OtherSkills(SkillNormaliser delegate) {
    this.delegate = delegate;
  }

  @Override
  public List<String> skills(List<String> raw) {
    return delegate.skills(raw).stream()
        .map(id -> delegate.isKnownSkill(id) ? id : OTHER)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public boolean isKnownSkill(String id) {
    return delegate.isKnownSkill(id);
  }

  @Override
  public List<String> certifications(List<String> raw) {
    return delegate.certifications(raw);
  }
}
