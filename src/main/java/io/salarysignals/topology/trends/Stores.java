package io.salarysignals.topology.trends;

import static io.salarysignals.topology.parts.StoreBuilders.inMemory;
import static io.salarysignals.topology.parts.StoreBuilders.inOrder;
import static io.salarysignals.topology.parts.StoreBuilders.persistent;

import io.salarysignals.streams.store.CommitHook;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the trends topology. All changelogs are compact only: nothing expires by clock. */
final class Stores {
  static final String FX_RATES = "fx-rates-table";
  static final String IDENTITY_PAGES = "identity-pages";
  static final String IDENTITIES = "identities";
  static final String INTAKE_COUNTS = "intake-counts";
  static final String INTAKE_META = "intake-meta";
  static final String INTAKE_HOOK = "intake-hook";
  static final String ROLE_DAYS = "role-days";
  static final String BOOKS = "books";
  static final String LATE_CHANGES = "late-changes";
  static final String RELEASES = "releases";
  static final String PANES_META = "panes-meta";
  static final String PANES_HOOK = "panes-hook";
  static final String GRID_ENDS = "grid-ends";

  private Stores() {}

  static Set<StoreBuilder<?>> intake() {
    return inOrder(
        persistent(IDENTITY_PAGES),
        persistent(IDENTITIES),
        inMemory(INTAKE_COUNTS),
        inMemory(INTAKE_META),
        CommitHook.builder(INTAKE_HOOK));
  }

  static Set<StoreBuilder<?>> panes() {
    return inOrder(
        persistent(ROLE_DAYS),
        persistent(BOOKS),
        persistent(LATE_CHANGES),
        persistent(RELEASES),
        inMemory(PANES_META),
        CommitHook.builder(PANES_HOOK));
  }

  static Set<StoreBuilder<?>> progress() {
    return inOrder(persistent(GRID_ENDS));
  }
}
