package io.salarysignals.cli;

/** Terminal styles; plain text where the terminal has none. */
enum Ansi {
  BOLD("1"),
  DIM("2"),
  UP("32"),
  DOWN("31"),
  NOTE("33");

  private static final String ESCAPE = "\u001b[";
  private final String code;

  Ansi(String code) {
    this.code = code;
  }

  String on(String text, boolean ansi) {
    return ansi ? ESCAPE + code + 'm' + text + ESCAPE + "0m" : text;
  }

  /** The text without styles. */
  static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
