/** The command line: one class per command, registered in {@link io.salarysignals.cli.Main}. */
package io.salarysignals.cli;
