package com.example.streams.util;

import java.util.Arrays;
import java.util.List;

public final class Words {
  private Words() {}

  public static List<String> of(String line) {
    return Arrays.asList(line.trim().split("\\s+"));
  }
}
