package io.salarysignals.topology.repricing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Notices when every task has told everything. */
final class Completion {
  private final int tasks;
  private final Runnable onComplete;
  private final Set<Integer> complete = ConcurrentHashMap.newKeySet();

  Completion(int tasks, Runnable onComplete) {
    this.tasks = tasks;
    this.onComplete = onComplete;
  }

  void of(int task) {
    if (complete.add(task) && complete.size() == tasks) {
      onComplete.run();
    }
  }
}
