package io.salarysignals.topology.trends;

import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;

/** The names of the topics that the trends topology reads and writes, with their prefix. */
record TrendsTopics(String prefix) {
  private String named(Topic topic) {
    return prefix + topic.name();
  }

  String observations() {
    return named(Topics.SALARY_OBSERVATIONS);
  }

  String rates() {
    return named(Topics.FX_RATES);
  }

  String postedPay() {
    return named(Topics.POSTED_CONTRIBUTIONS);
  }

  String trends() {
    return named(Topics.MARKET_TRENDS);
  }

  String panes() {
    return named(Topics.MARKET_PANES);
  }

  String strata() {
    return named(Topics.MARKET_STRATA);
  }

  String progress() {
    return named(Topics.MARKET_PROGRESS);
  }

  String rejected() {
    return named(Topics.REJECTED_EVENTS);
  }

  String deadLetters() {
    return named(Topics.DEAD_LETTERS);
  }
}
