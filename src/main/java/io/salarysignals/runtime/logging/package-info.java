/** Where log lines go and what form they have. */
package io.salarysignals.runtime.logging;
