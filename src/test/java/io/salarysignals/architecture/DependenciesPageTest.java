package io.salarysignals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** {@code docs/dependencies.md} names what {@code pom.xml} uses, no more and no less. */
class DependenciesPageTest {
  private static final Pattern LISTED = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
  private static final Pattern ARCHIVE = Pattern.compile("[^:]+:([^:]+):.*");

  @Test
  void everyDependencyAndPluginHasItsLine() throws Exception {
    String page = Files.readString(Path.of("docs", "dependencies.md"));
    List<String> listed = LISTED.matcher(page).results().map(match -> match.group(1)).toList();
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(listed)).isEqualTo(used());
  }

  @Test
  void everyLineHasAPurposeAReasonAndALicence() throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("docs", "dependencies.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.split("\\|", -1))
                    .hasSize(6)
                    .satisfies(
                        cells -> {
                          for (int i = 1; i < 5; i++) {
                            assertThat(cells[i]).isNotBlank();
                          }
                        }));
  }

  private static Set<String> used() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    Set<String> used = new TreeSet<>();
    for (String element : List.of("dependency", "plugin", "path")) {
      used.addAll(
          elements(pom, element).stream()
              .map(e -> children(e, "artifactId").get(0))
              .collect(Collectors.toSet()));
    }
    // What plugins fetch by their own configuration.
    elements(pom, "artifact").stream()
        .map(Element::getTextContent)
        .map(ARCHIVE::matcher)
        .filter(java.util.regex.Matcher::matches)
        .forEach(match -> used.add(match.group(1)));
    if (!elements(pom, "googleJavaFormat").isEmpty()) {
      used.add("google-java-format");
    }
    return used;
  }

  private static List<Element> elements(Document pom, String name) {
    return list(pom.getElementsByTagName(name));
  }

  private static List<String> children(Element parent, String name) {
    return list(parent.getChildNodes()).stream()
        .filter(child -> child.getTagName().equals(name))
        .map(child -> child.getTextContent().trim())
        .toList();
  }

  private static List<Element> list(NodeList nodes) {
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
