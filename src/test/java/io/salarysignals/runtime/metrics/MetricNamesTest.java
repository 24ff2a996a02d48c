package io.salarysignals.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of metrics in docs/operating.md names every series of this project, and no other. */
class MetricNamesTest {
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (salary_signals_\\w+) ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(salary_signals_\\w+)` \\|");

  @Test
  void everySeriesIsDocumented() throws IOException {
    // Given everything that a topology can report
    String shown;
    try (Metrics metrics = new Metrics("1")) {
      TopologyMeters meters = metrics.topology("trends");
      for (Method method : io.salarysignals.streams.metrics.PipelineMeters.class.getMethods()) {
        if (!java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
          report(meters, method);
        }
      }
      metrics.process(() -> true, Path.of("."));
      RunningFigures figures = new RunningFigures(() -> 2, () -> 0, () -> 0, () -> 0, () -> 0);
      figures.register(metrics.registry(), Tags.of("topology", "trends"));
      shown = metrics.text(Metrics.TEXT);
    }
    // Then the page has the same names
    Set<String> names = names(FAMILY, shown);
    names.removeIf(name -> name.endsWith("_max"));
    assertThat(names(ROW, Files.readString(Path.of("docs", "operating.md"))))
        .as("rows of the metrics table in docs/operating.md")
        .isEqualTo(names);
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void report(TopologyMeters meters, Method method) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(
                type -> {
                  if (type == String.class) {
                    return (Object) "x";
                  }
                  if (type == double.class) {
                    return 1.0;
                  }
                  return type == long.class ? (Object) 1L : (Object) 1;
                })
            .toArray();
    try {
      method.invoke(meters, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method.getName(), e);
    }
  }
}
