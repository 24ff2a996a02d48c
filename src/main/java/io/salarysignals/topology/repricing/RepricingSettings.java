package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.WatchRules;

/**
 * The settings of the repricing topology.
 *
 * @param topicPrefix stands before every topic name
 * @param panesPartitions partitions of the panes topic, and so of the tasks that watch and tell
 * @param panesTasks how many pane tasks write markers
 * @param maxAgeMillis an alert that was raised longer ago than this is for the record only
 * @param retentionDays how many days behind the settled ones panes are kept; negative: for ever
 * @param minN observations below which pay levels are withheld
 * @param minEmployers employers below which they are
 */
public record RepricingSettings(
    String topicPrefix,
    int panesPartitions,
    int panesTasks,
    WatchRules rules,
    long maxAgeMillis,
    int retentionDays,
    int minN,
    int minEmployers) {}
