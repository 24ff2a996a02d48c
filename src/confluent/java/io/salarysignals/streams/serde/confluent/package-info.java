/** The serde provider {@code confluent}: compiled only in a build with {@code -Pconfluent}. */
package io.salarysignals.streams.serde.confluent;
