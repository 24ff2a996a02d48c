/** Measures the production path under a standard load. */
package io.salarysignals.runtime.bench;
