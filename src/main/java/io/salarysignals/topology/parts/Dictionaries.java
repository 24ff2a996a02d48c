package io.salarysignals.topology.parts;

import io.salarysignals.domain.intake.EmployerHash;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.intake.TitleNormaliser;

/** What intake looks things up in. All parts are safe for several threads. */
public record Dictionaries(
    TitleNormaliser titles,
    RegionResolver regions,
    SkillNormaliser skills,
    EmployerHash employers) {}
