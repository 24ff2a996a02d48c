package io.salarysignals.operations;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Custom resources under types that are made from the definitions of the Prometheus operator. Those
 * types set unknown fields aside without a word; here they are refused.
 */
final class CustomResources {
  static final Map<String, Class<?>> TYPES =
      Map.of("PrometheusRule", PrometheusRule.class, "ServiceMonitor", ServiceMonitor.class);

  /** Durations as the definitions want them; the types say only that they are text. */
  private static final Pattern DURATION =
      Pattern.compile("0|([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?");

  private static final String API = "monitoring.coreos.com/v1";

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private CustomResources() {}

  /**
   * Checks fields, their types and durations.
   *
   * @throws IllegalArgumentException names the field that its type does not know or allow
   */
  static void check(JsonNode manifest) {
    if (!manifest.path("apiVersion").asText().equals(API)) {
      throw new IllegalArgumentException("apiVersion: " + manifest.get("apiVersion"));
    }
    Object read = STRICT.convertValue(manifest, TYPES.get(manifest.get("kind").asText()));
    if (read instanceof ServiceMonitor monitor) {
      // What the definition requires.
      if (monitor.getSpec().getSelector() == null || monitor.getSpec().getEndpoints().isEmpty()) {
        throw new IllegalArgumentException("selector and endpoints are required");
      }
    }
    for (String field : new String[] {"interval", "scrapeTimeout", "for", "keep_firing_for"}) {
      for (JsonNode value : manifest.findValues(field)) {
        if (!DURATION.matcher(value.asText()).matches()) {
          throw new IllegalArgumentException(field + ": " + value + " is no duration");
        }
      }
    }
  }
}
