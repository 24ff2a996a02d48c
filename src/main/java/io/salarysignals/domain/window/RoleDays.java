package io.salarysignals.domain.window;

import io.salarysignals.domain.pane.RoleDay;

/** The days of one role on one basis. */
public interface RoleDays {
  /** The first day at or after {@code day} that has observations, or Integer.MAX_VALUE. */
  int ceil(int day);

  /** The rows of a day, or null where it has none. */
  RoleDay day(int day);
}
