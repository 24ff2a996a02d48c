package io.salarysignals.runtime.bench;

/** What a job's JVM is started for, and so when it ends. */
enum JobMode {
  /** The whole topology reads all there is, and ends when everything due is told. */
  CATCH_UP,
  /** The whole demand topology reads all there is, and ends when everything due is told. */
  DEMAND,
  /** The repricing topology reads all panes there are, and ends when everything due is told. */
  REPRICING,
  /** The intake alone reads all there is. */
  INTAKE,
  /** The whole topology restores its state, and ends when it runs. */
  RESTORE,
  /** The whole topology runs until it is told to stop. */
  STEADY
}
