package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.Driver;

/**
 * The truth about demand for a role in a country.
 *
 * @param role role slug
 * @param country ISO 3166-1 alpha-2 code
 * @param postings true postings that opened
 * @param openAtEnd of them, how many are open at the end of the last event day
 * @param driver what drives the change from before {@code onset} to after it
 * @param onset first day of the change, epoch day, or null where nothing changes
 * @param openings openings a day after it, relative to before
 * @param skill the skill that is asked for anew, or null
 */
public record TrueDemand(
    String role,
    String country,
    long postings,
    long openAtEnd,
    Driver driver,
    Long onset,
    double openings,
    String skill) {}
