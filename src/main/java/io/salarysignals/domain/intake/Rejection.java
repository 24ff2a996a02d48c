package io.salarysignals.domain.intake;

/**
 * A business rule that a record broke.
 *
 * @param reason the public code
 * @param field the field at fault, or null
 * @param detail what is wrong and what to do; never holds pay or an employer's name
 */
public record Rejection(Reason reason, String field, String detail) {}
