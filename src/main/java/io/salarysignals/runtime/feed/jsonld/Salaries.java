package io.salarysignals.runtime.feed.jsonld;

import com.fasterxml.jackson.databind.JsonNode;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.PostedPay;
import io.salarysignals.runtime.feed.mapping.BadValueException;
import io.salarysignals.runtime.feed.mapping.Numbers;
import io.salarysignals.runtime.feed.mapping.Periods;
import java.util.List;
import java.util.Locale;

/**
 * The {@code baseSalary} of a posting (estimatedSalary is a guess of others and no posted pay). Pay
 * that cannot be read ("competitive", an unknown unit) is no reason to lose the posting: it then
 * advertises none, or pay without a period, which the intake does not count.
 */
final class Salaries {
  private Salaries() {}

  /** The advertised pay, or null where the posting has none. */
  static PostedPay of(JsonNode posting) {
    JsonNode salary = Nodes.first(posting.path("baseSalary"));
    if (salary.isMissingNode()) {
      return null;
    }
    JsonNode value = salary.isObject() ? Nodes.first(salary.path("value")) : salary;
    JsonNode amounts = value.isObject() && Nodes.text(value) == null ? value : salary;
    Double min = number(amounts, "minValue");
    Double max = number(amounts, "maxValue");
    if (min == null && max == null) {
      String text = Nodes.text(value);
      text = text == null ? Nodes.text(Nodes.first(value.path("value"))) : text;
      double[] range = text == null ? null : range(text);
      min = range == null ? null : range[0];
      max = range == null ? null : range[1];
    } else {
      // One end alone is all that is advertised.
      min = min == null ? max : min;
      max = max == null ? min : max;
    }
    if (min == null) {
      return null;
    }
    PostedPay pay = new PostedPay();
    pay.setMin(min);
    pay.setMax(max);
    pay.setCurrency(currency(posting, salary, value));
    pay.setPayPeriod(period(salary, value));
    return pay;
  }

  /** Null where the text holds no amount. */
  private static double[] range(String text) {
    try {
      return Numbers.range(text);
    } catch (BadValueException e) {
      return null;
    }
  }

  private static Double number(JsonNode node, String field) {
    String text = Nodes.text(Nodes.first(node.path(field)));
    double[] range = text == null ? null : range(text);
    return range == null ? null : range[0];
  }

  private static String currency(JsonNode posting, JsonNode salary, JsonNode value) {
    for (JsonNode node : List.of(salary, value, posting)) {
      for (String field : List.of("currency", "priceCurrency", "salaryCurrency")) {
        String text = Nodes.text(Nodes.first(node.path(field)));
        if (text != null) {
          return text.toUpperCase(Locale.ROOT);
        }
      }
    }
    return null;
  }

  private static PayPeriod period(JsonNode salary, JsonNode value) {
    for (JsonNode node : List.of(value, salary)) {
      for (String field : List.of("unitText", "unitCode", "duration")) {
        String text = Nodes.text(Nodes.first(node.path(field)));
        PayPeriod period = text == null ? null : Periods.of(text);
        if (period != null) {
          return period;
        }
      }
    }
    return null;
  }
}
