package io.salarysignals.topology.trends;

/** The names of the topics that the trends topology reads and writes, with their prefix. */
public record TrendsTopics(String prefix) {
  public String observations() {
    return prefix + "salary-observations";
  }

  public String rates() {
    return prefix + "fx-rates";
  }

  public String trends() {
    return prefix + "market-trends";
  }

  public String panes() {
    return prefix + "market-panes";
  }

  public String progress() {
    return prefix + "market-progress";
  }

  public String rejected() {
    return prefix + "rejected-events";
  }

  public String deadLetters() {
    return prefix + "dead-letters";
  }
}
