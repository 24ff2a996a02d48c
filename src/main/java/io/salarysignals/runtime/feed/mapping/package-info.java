/** The mapping language: how lines of files become records of the input topics. */
package io.salarysignals.runtime.feed.mapping;
