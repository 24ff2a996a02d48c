/** Proof from the topics that every input record is accounted for. */
package io.salarysignals.runtime.audit;
