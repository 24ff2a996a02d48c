/**
 * The life of a process: topologies started, watched, restarted after broker errors, and stopped.
 */
package io.salarysignals.runtime.app;
