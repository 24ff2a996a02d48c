/** Job postings in, demand signals out. */
package io.salarysignals.topology.demand;
