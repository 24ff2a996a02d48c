package io.salarysignals.topology.demand;

import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;

/** The names of the topics that the demand topology reads and writes, with their prefix. */
record DemandTopics(String prefix) {
  private String named(Topic topic) {
    return prefix + topic.name();
  }

  String postings() {
    return named(Topics.JOB_POSTINGS);
  }

  String rates() {
    return named(Topics.FX_RATES);
  }

  String postedPay() {
    return named(Topics.POSTED_CONTRIBUTIONS);
  }

  String signals() {
    return named(Topics.DEMAND_SIGNALS);
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
