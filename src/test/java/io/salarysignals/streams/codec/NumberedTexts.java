package io.salarysignals.streams.codec;

import java.util.ArrayList;
import java.util.List;

/** Numbers texts in the order in which they come. */
public final class NumberedTexts implements Texts {
  private final List<String> texts = new ArrayList<>();

  @Override
  public int id(String text) {
    if (!texts.contains(text)) {
      texts.add(text);
    }
    return texts.indexOf(text);
  }

  @Override
  public String text(int id) {
    return texts.get(id);
  }
}
