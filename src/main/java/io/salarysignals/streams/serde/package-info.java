/** Events in the Confluent wire format, and the registry that holds their schemas. */
package io.salarysignals.streams.serde;
