/** Reads schema.org JobPostings as events of the topic {@code job-postings}. */
package io.salarysignals.runtime.feed.jsonld;
