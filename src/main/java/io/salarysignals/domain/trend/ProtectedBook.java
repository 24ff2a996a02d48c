package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.Cell;
import java.util.TreeMap;

/**
 * The windows of a role, on one basis, that hold or held protected pay: how far each one is and
 * what stands for its cells. Keyed by window end, an epoch day, exclusive.
 */
public final class ProtectedBook {
  private final TreeMap<Integer, Window> windows = new TreeMap<>();

  /** How far a window is. */
  public enum Phase {
    /** It is not final. */
    OPEN,
    /** It is final, but not old enough to be published. */
    AGEING,
    /** It was judged. */
    DECIDED,
    /** It changed since it was judged. */
    CHANGED
  }

  /** What the last event of a cell's window says, where one stands that is not provisional. */
  public enum Told {
    SUPPRESSED,
    FIGURES
  }

  /** One window. */
  public static final class Window {
    private Phase phase;
    private final TreeMap<Cell, Told> told = new TreeMap<>();

    public Window(Phase phase) {
      this.phase = phase;
    }

    public Phase phase() {
      return phase;
    }

    void phase(Phase now) {
      phase = now;
    }

    /** What stands, by cell. */
    public TreeMap<Cell, Told> told() {
      return told;
    }
  }

  /** The windows by their end. */
  public TreeMap<Integer, Window> windows() {
    return windows;
  }
}
