/** Demand: what job postings say about how much, and what, employers are looking for. Pure. */
package io.salarysignals.domain.demand;
