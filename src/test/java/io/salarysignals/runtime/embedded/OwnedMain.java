package io.salarysignals.runtime.embedded;

/** A process that lives as long as its owner. */
public final class OwnedMain {
  private OwnedMain() {}

  /** Prints a dot when it watches. */
  public static void main(String[] args) throws InterruptedException {
    OwnerWatch.start();
    System.out.print('.');
    System.out.flush();
    Thread.currentThread().join();
  }
}
