/** Cuts files into records, with places from which another process can read on. */
package io.salarysignals.runtime.feed.read;
