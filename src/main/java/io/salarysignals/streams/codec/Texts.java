package io.salarysignals.streams.codec;

/**
 * Texts by small numbers, so that what is stored holds each text once: role, family, place and
 * skill names repeat in nearly every entry. Numbers start at 0 and stay what they are for as long
 * as the state lives.
 */
public interface Texts {
  /** The number of a text; one that was not known gets the next. */
  int id(String text);

  /**
   * The text of a number.
   *
   * @throws IllegalStateException where there is none
   */
  String text(int id);
}
