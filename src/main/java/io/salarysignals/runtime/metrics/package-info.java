/**
 * What operators watch: meters with a bounded number of series, and the view of them for people.
 */
package io.salarysignals.runtime.metrics;
