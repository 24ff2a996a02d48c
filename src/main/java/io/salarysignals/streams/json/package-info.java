/** Records from and to JSON with the public schemas' field names. */
package io.salarysignals.streams.json;
