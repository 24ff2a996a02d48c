package io.salarysignals.domain.gate.protect;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * One publication of a role's window: the state that later decisions are judged against. Contents
 * of cells that were withheld are kept too, because another window may publish them.
 *
 * @param windowEnd epoch day, exclusive
 * @param revision counts the releases of the window, from 1
 * @param published the cells with figures; never empty
 * @param contents what every cell of the tree held
 */
public record Release(
    int windowEnd, int revision, SortedSet<Cell> published, SortedMap<Cell, Content> contents) {}
