/** Feeds files into the input topics, each line once. */
package io.salarysignals.runtime.feed;
