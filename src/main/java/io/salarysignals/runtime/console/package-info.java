/** What a process knows of the terminal it runs on. */
package io.salarysignals.runtime.console;
