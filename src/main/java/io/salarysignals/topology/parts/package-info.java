/** What topologies are put together from: counters, failures, blocks, progress, stores. */
package io.salarysignals.topology.parts;
