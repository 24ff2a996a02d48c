package io.salarysignals.topology.demand;

import static io.salarysignals.topology.parts.StoreBuilders.inMemory;
import static io.salarysignals.topology.parts.StoreBuilders.inOrder;
import static io.salarysignals.topology.parts.StoreBuilders.persistent;

import io.salarysignals.streams.store.CommitHook;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the demand topology. All changelogs are compact only: nothing expires by clock. */
final class Stores {
  static final String FX_RATES = "fx-rates-table";
  static final String POSTINGS = "postings";
  static final String INTAKE_COUNTS = "intake-counts";
  static final String INTAKE_META = "intake-meta";
  static final String LIFECYCLE_HOOK = "lifecycle-hook";
  static final String DEMAND_DAYS = "demand-days";
  static final String LATE_CHANGES = "late-changes";
  static final String DEMAND_LINES = "demand-lines";
  static final String VACANCIES = "vacancies";
  static final String REGION_STOCKS = "region-stocks";
  static final String DEMAND_META = "demand-meta";
  static final String DEMAND_HOOK = "demand-hook";
  static final String GRID_ENDS = "grid-ends";

  private Stores() {}

  static Set<StoreBuilder<?>> lifecycle() {
    return inOrder(
        persistent(POSTINGS),
        inMemory(INTAKE_COUNTS),
        inMemory(INTAKE_META),
        CommitHook.builder(LIFECYCLE_HOOK));
  }

  static Set<StoreBuilder<?>> demand() {
    return inOrder(
        persistent(DEMAND_DAYS),
        persistent(LATE_CHANGES),
        persistent(DEMAND_LINES),
        persistent(VACANCIES),
        persistent(REGION_STOCKS),
        inMemory(DEMAND_META),
        CommitHook.builder(DEMAND_HOOK));
  }

  static Set<StoreBuilder<?>> progress() {
    return inOrder(persistent(GRID_ENDS));
  }
}
