/** The topics that the system reads and writes. */
package io.salarysignals.streams.topics;
