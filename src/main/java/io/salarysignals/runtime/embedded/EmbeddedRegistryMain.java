package io.salarysignals.runtime.embedded;

import java.lang.reflect.Method;

/**
 * The registry process: Apicurio Registry as it is published, with the watch on its owner added.
 * All settings are system properties.
 */
public final class EmbeddedRegistryMain {
  private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

  private EmbeddedRegistryMain() {}

  /** Runs until it is told to stop. */
  public static void main(String[] args) throws Exception {
    OwnerWatch.start();
    Method main = Class.forName(MAIN_CLASS).getMethod("main", String[].class);
    main.invoke(null, (Object) new String[0]);
  }
}
