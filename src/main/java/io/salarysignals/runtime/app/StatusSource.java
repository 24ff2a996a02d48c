package io.salarysignals.runtime.app;

/** Tells at any time, from any thread and without blocking, how the process is doing. */
@FunctionalInterface
public interface StatusSource {
  AppStatus status();
}
