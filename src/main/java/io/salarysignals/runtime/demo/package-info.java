/** A simulated market that streams through the whole pipeline, and what there is to see of it. */
package io.salarysignals.runtime.demo;
