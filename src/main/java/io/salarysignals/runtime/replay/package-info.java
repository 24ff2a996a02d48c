/**
 * The production path over files: an embedded stack, the same topologies, to the end of the input.
 */
package io.salarysignals.runtime.replay;
