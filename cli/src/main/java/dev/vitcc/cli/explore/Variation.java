package dev.vitcc.cli.explore;

import dev.vitcc.cli.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A constant of a model with the values that are tried: `dim=192,256,320`.
public record Variation(String constant, List<String> values) {
  private static final Pattern FORM = Pattern.compile("(\\w+)=([^,]+(?:,[^,]+)*)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  public Variation {
    values = List.copyOf(values);
  }

  /// @throws UsageException if the text is none, or a value no number
  public static Variation parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new UsageException(
          "--vary is '" + text + "', expected a constant and its values", "--vary dim=192,256,320");
    }
    List<String> values = List.of(form.group(2).split(","));
    for (String value : values) {
      if (!NUMBER.matcher(value).matches()) {
        throw new UsageException(
            "--vary " + form.group(1) + ": '" + value + "' is no number, expected one such as 192",
            "--vary dim=192,256,320");
      }
    }
    return new Variation(form.group(1), values);
  }

  /// Every choice of one value for each constant, the last constant changing fastest.
  static List<Map<String, String>> all(List<Variation> variations) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Variation variation : variations) {
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> before : all) {
        for (String value : variation.values()) {
          Map<String, String> with = new LinkedHashMap<>(before);
          with.put(variation.constant(), value);
          more.add(with);
        }
      }
      all = more;
    }
    return all;
  }
}
