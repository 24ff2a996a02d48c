package io.salarysignals.runtime.feed.mapping;

/**
 * The functions of the mapping language. This is the source of the table in {@code
 * docs/mappings.md}.
 */
public enum Function {
  COLUMN(
      "column",
      "NAME",
      "the text of a column; a plain name means the same",
      "`column: \"Job title\"`"),
  CONST("const", "TEXT", "the same text for every line", "`const: USD`"),
  TRIM("trim", "VALUE", "without blanks around it and with single blanks within", "`trim: title`"),
  NUMBER(
      "number",
      "VALUE, or `of` and `decimal` (`.` or `,`)",
      "a number; currency signs, groups of thousands, `k` and `m` are understood",
      "`number: {of: pay, decimal: \",\"}`"),
  INVERT("invert", "VALUE", "one divided by the number", "`invert: rate`"),
  LIST(
      "list",
      "VALUE, or `of` and `separators` (default `,;|`)",
      "a list of texts: a Python or JSON list, or a text cut at any of the separators",
      "`list: {of: skills, separators: \"/\"}`"),
  LOOKUP(
      "lookup",
      "`of`, one of `table` (entries, each a text or a function), `file` (path beside the mapping: properties, YAML, or CSV"
          + " with two columns) and `shipped` (a table's name); optional `default` (a value) and"
          + " `ignoreCase`",
      "the entry for a text (that for `\"\"` where it is empty); without an entry and without `default` the line is rejected",
      "`lookup: {of: code, table: {EN: ENTRY, SE: SENIOR}, default: {const: \"\"}}`"),
  DATE(
      "date",
      "VALUE, or `of`, `formats` (`iso`, `epochSeconds`, `epochMillis`, or patterns such as"
          + " `d.M.yyyy`) and `zone` (default `UTC`)",
      "an instant, by the first format that fits",
      "`date: {of: day, formats: [d/M/yyyy, iso], zone: Europe/Berlin}`"),
  RANGE_MIN(
      "rangeMin",
      "VALUE, or `of` and `decimal`",
      "the lower end of a range such as `100k-120k` or `$50,000 - $60,000`; one number is both ends",
      "`rangeMin: salary`"),
  RANGE_MAX(
      "rangeMax", "VALUE, or `of` and `decimal`", "the upper end of a range", "`rangeMax: salary`"),
  FIRST("first", "a list of VALUEs", "the first that is not empty", "`first: [city, country]`"),
  JOIN(
      "join",
      "a list of VALUEs, or `of` and `with` (a text between them)",
      "the texts that are not empty, one after the other",
      "`join: {of: [city, state], with: \", \"}`"),
  FINGERPRINT(
      "fingerprint",
      "VALUE",
      "a number in place of a long text such as a description, with or without HTML: that of"
          + " near-identical texts differs in few bits; nothing for less than 20 words",
      "`fingerprint: description`");

  private final String word;
  private final String takes;
  private final String gives;
  private final String example;

  Function(String word, String takes, String gives, String example) {
    this.word = word;
    this.takes = takes;
    this.gives = gives;
    this.example = example;
  }

  /** Its name in a mapping. */
  public String word() {
    return word;
  }

  /** The function of that name, or null. */
  static Function named(String word) {
    for (Function function : values()) {
      if (function.word.equals(word)) {
        return function;
      }
    }
    return null;
  }

  /** The table of functions for the documentation, in Markdown. */
  public static String table() {
    StringBuilder table =
        new StringBuilder("| function | takes | gives | example |\n|---|---|---|---|\n");
    for (Function f : values()) {
      table.append(
          String.format("| `%s` | %s | %s | %s |\n", f.word, f.takes, f.gives, f.example)
              .replace("|`)", "\\|`)"));
    }
    return table.toString();
  }
}
