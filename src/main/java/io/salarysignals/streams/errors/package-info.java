/** What becomes of records that Kafka Streams cannot write. */
package io.salarysignals.streams.errors;
