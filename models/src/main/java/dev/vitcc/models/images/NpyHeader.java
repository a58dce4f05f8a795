package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dictionary at the start of a .npy file: `{'descr': '<f4', 'fortran_order': False, 'shape':
/// (500, 10), }`.
record NpyHeader(NpyType type, List<Long> shape) {
  private static final int MOST_AXES = 8;
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*['\"](\\w{1,32})['\"]\\s*:\\s*"
              + "(True|False|'[^']{0,64}'|\"[^\"]{0,64}\"|\\([\\d,\\sL]{0,400}\\))\\s*(,|(?=\\}))");
  private static final Pattern RECORDS = Pattern.compile("['\"]descr['\"]\\s*:\\s*[\\[(]");

  /// Parses the text of a header.
  ///
  /// @throws CompileException if it is malformed, or of an element type or order that vitcc doesn't
  ///   read
  static NpyHeader parse(String file, String text) {
    String body = text.strip();
    if (!body.startsWith("{") || !body.endsWith("}")) {
      throw malformed(file, "the header is not a dictionary");
    }
    if (RECORDS.matcher(body).find()) {
      throw content(
          file, "the array holds records, expected numbers", "save one field of it by itself");
    }
    Optional<NpyType> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Set<String> seen = new LinkedHashSet<>();
    boolean order = false;
    Matcher entry = ENTRY.matcher(body).region(1, body.length());
    while (entry.lookingAt()) {
      String value = entry.group(2);
      if (!seen.add(entry.group(1))) {
        throw malformed(file, "the header has '" + entry.group(1) + "' twice");
      }
      switch (entry.group(1)) {
        case "descr" -> type = Optional.of(readType(file, value));
        case "shape" -> shape = Optional.of(readShape(file, value));
        case "fortran_order" -> order = readOrder(file, value);
        default ->
            throw malformed(file, "the header has an unknown entry '" + entry.group(1) + "'");
      }
      entry.region(entry.end(), body.length());
    }
    if (!body.substring(entry.regionStart()).strip().equals("}")) {
      throw malformed(
          file, "the header can't be read from '" + clip(body, entry.regionStart()) + "'");
    }
    NpyHeader header =
        new NpyHeader(
            type.orElseThrow(() -> lacks(file, "descr")),
            shape.orElseThrow(() -> lacks(file, "shape")));
    if (order && header.shape().size() > 1) {
      throw content(
          file,
          "the array is stored column by column (fortran_order), expected row by row",
          "np.save(name, np.ascontiguousarray(a))");
    }
    return header;
  }

  private static NpyType readType(String file, String value) {
    String descr = value.length() < 2 ? value : value.substring(1, value.length() - 1);
    return Arrays.stream(NpyType.values())
        .filter(t -> t.descr().equals(descr) || (descr.equals("<u1") && t == NpyType.UINT8))
        .findFirst()
        .orElseThrow(
            () ->
                content(
                    file,
                    "the array has element type '" + descr + "', expected |u1, <i4, <i8 or <f4",
                    "convert it with a.astype before np.save"));
  }

  private static List<Long> readShape(String file, String value) {
    if (!value.startsWith("(")) {
      throw malformed(file, "the shape is " + value + ", not a tuple");
    }
    List<Long> shape = new ArrayList<>();
    for (String part : value.substring(1, value.length() - 1).split(",", -1)) {
      String digits = part.strip();
      if (digits.isEmpty()) {
        continue;
      }
      if (!digits.matches("\\d{1,18}") || shape.size() == MOST_AXES) {
        throw malformed(file, "the shape " + value + " is not one of at most 8 extents");
      }
      shape.add(Long.parseLong(digits));
    }
    return shape;
  }

  private static boolean readOrder(String file, String value) {
    if (!value.equals("True") && !value.equals("False")) {
      throw malformed(file, "fortran_order is " + value + ", not True or False");
    }
    return value.equals("True");
  }

  private static CompileException lacks(String file, String name) {
    return malformed(file, "the header has no '" + name + "'");
  }

  private static String clip(String text, int from) {
    return text.substring(from, Math.min(text.length(), from + 40));
  }

  static CompileException malformed(String file, String message) {
    return new CompileException(ModelsCode.NPY_HEADER.in(file, message));
  }

  private static CompileException content(String file, String message, String hint) {
    return new CompileException(ModelsCode.NPY_CONTENT.in(file, message).withHint(hint));
  }
}
