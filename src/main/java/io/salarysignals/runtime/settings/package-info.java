/**
 * Typed settings: where they come from, what they mean, and all that is wrong with them at once.
 */
package io.salarysignals.runtime.settings;
