package io.salarysignals.domain.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads any text as lower-case ASCII. Latin, Greek and Cyrillic letters are transliterated; a
 * letter of another script becomes the word {@code u} + its code point in hex, so that different
 * words stay different. Everything else that is not ASCII (emoji, symbols) becomes a space.
 */
public final class PlainText {
  private static final Map<Integer, String> LETTERS = new HashMap<>();
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "ndash", "-",
          "mdash", "-", "bull", "|", "middot", "|");
  private static final int LONGEST_ENTITY = 8;

  static {
    pairs("ß ss ø o æ ae œ oe ł l đ d ð d þ th ı i ħ h ŋ n ŧ t ĸ k ſ s ə e");
    pairs("а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u");
    pairs("ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ї i є ye ґ g ў u ј j љ lj њ nj");
    pairs("ћ c ђ dj џ dz α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r");
    pairs("σ s ς s τ t υ y φ f χ ch ψ ps ω o");
    LETTERS.put((int) 'ъ', "");
    LETTERS.put((int) 'ь', "");
    for (char dash : "‐‑‒–—―−".toCharArray()) {
      LETTERS.put((int) dash, "-");
    }
    for (char bar : "•·‧∙●▪◦¦｜".toCharArray()) {
      LETTERS.put((int) bar, "|");
    }
    for (char quote : "‘’‚‛′`´ʼ".toCharArray()) {
      LETTERS.put((int) quote, "'");
    }
    LETTERS.put((int) '™', " ");
    LETTERS.put((int) '®', " ");
    LETTERS.put((int) '€', "€");
    LETTERS.put((int) '£', "£");
  }

  private PlainText() {}

  private static void pairs(String list) {
    String[] parts = list.split(" ");
    for (int i = 0; i < parts.length; i += 2) {
      LETTERS.put(parts[i].codePointAt(0), parts[i + 1]);
    }
  }

  /**
   * The text in lower-case ASCII, HTML entities decoded; {@code €} and {@code £} are kept, because
   * they mark pay. Only the first {@code limit} characters of {@code raw} are read.
   */
  public static String fold(String raw, int limit) {
    String text = entities(raw.length() > limit ? raw.substring(0, limit) : raw);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 128) {
        out.append(c < ' ' ? ' ' : (char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
      } else {
        foreign(c, out);
      }
    }
    return out.toString();
  }

  private static void foreign(int c, StringBuilder out) {
    int lower = Character.toLowerCase(c);
    String known = LETTERS.get(lower);
    if (known != null) {
      out.append(known);
      return;
    }
    String parts = Normalizer.normalize(new String(Character.toChars(lower)), Normalizer.Form.NFKD);
    for (int i = 0; i < parts.length(); ) {
      int p = parts.codePointAt(i);
      i += Character.charCount(p);
      int type = Character.getType(p);
      if (p < 128) {
        out.append((char) (p >= 'A' && p <= 'Z' ? p + 32 : p < ' ' ? ' ' : p));
      } else if (LETTERS.containsKey(p)) {
        out.append(LETTERS.get(p));
      } else if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
        continue;
      } else if (Character.isLetter(p)) {
        out.append(" u").append(Integer.toHexString(p)).append(' ');
      } else {
        out.append(' ');
      }
    }
  }

  private static String entities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == '&' ? text.indexOf(';', i) : -1;
      String replaced =
          end > i + 1 && end - i <= LONGEST_ENTITY ? entity(text.substring(i + 1, end)) : null;
      if (replaced == null) {
        out.append(c);
      } else {
        out.append(replaced);
        i = end;
      }
    }
    return out.toString();
  }

  private static String entity(String name) {
    if (name.charAt(0) != '#') {
      return ENTITIES.get(name);
    }
    boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    int code = 0;
    for (int i = hex ? 2 : 1; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return null;
      }
      code = code * (hex ? 16 : 10) + digit;
    }
    return Character.isValidCodePoint(code) && code > 0 ? new String(Character.toChars(code)) : " ";
  }

  /**
   * The words of folded text: letters and digits with {@code .} inside or in front and {@code ++}
   * or {@code #} behind ({@code node.js}, {@code .net}, {@code c++}); {@code u.s.} is {@code us}. A
   * slash is a word of its own, {@code &} is {@code and}; every other character separates.
   */
  public static List<String> words(CharSequence folded) {
    List<String> words = new ArrayList<>();
    int n = folded.length();
    for (int i = 0; i < n; ) {
      char c = folded.charAt(i);
      if (c == '/' || c == '&') {
        words.add(c == '/' ? "/" : "and");
        i++;
      } else if (alnum(c)
          || c == '.' && i + 1 < n && letter(folded.charAt(i + 1)) && start(folded, i)) {
        i = word(folded, i, words);
      } else {
        i++;
      }
    }
    return words;
  }

  private static int word(CharSequence text, int from, List<String> words) {
    int n = text.length();
    StringBuilder word = new StringBuilder();
    int i = from;
    boolean initials = true;
    int run = 0;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (alnum(c)) {
        word.append(c);
        run++;
        initials &= run == 1 && letter(c);
      } else if (c == '.' && i + 1 < n && alnum(text.charAt(i + 1))) {
        word.append('.');
        run = 0;
      } else if (c != '\'') {
        break;
      }
    }
    if (i + 1 < n && text.charAt(i) == '+' && text.charAt(i + 1) == '+') {
      word.append("++");
      i += 2;
    } else if (i < n && text.charAt(i) == '#' && !(i + 1 < n && alnum(text.charAt(i + 1)))) {
      word.append('#');
      i++;
    }
    String result = word.toString();
    words.add(initials && result.indexOf('.') > 0 ? result.replace(".", "") : result);
    return i;
  }

  private static boolean start(CharSequence text, int i) {
    return i == 0 || !alnum(text.charAt(i - 1));
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean alnum(char c) {
    return letter(c) || c >= '0' && c <= '9';
  }
}
