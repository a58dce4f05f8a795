package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fault of the table `faults/seeded.txt`.
///
/// @param number in the table, from 1
/// @param engine on which it shows
/// @param what is wrong
/// @param found text of the module, which is there exactly once
/// @param put what takes its place
/// @param switched whether it is turned on at run time, rather than built alone
/// @param excuse why it is not noticed, or empty
record SeededFault(
    int number,
    String module,
    String engine,
    String what,
    String found,
    String put,
    boolean switched,
    String excuse) {
  private static final Pattern TITLE = Pattern.compile("== (\\w+), (\\w+): (.*)");
  private static final Pattern ASSIGNMENT = Pattern.compile("(assign\\s+\\S+\\s*=)\\s*(.*);");
  private static final String END_OF_PORTS = "\n);\n";

  /// A fault is on if this memory of the module holds its number.
  private static final String SWITCH =
      """

        logic [7:0] seeded [0:0];
        initial $readmemh("fault.hex", seeded);
      """;

  /// All that the table has.
  static List<SeededFault> all() throws IOException {
    List<String> lines;
    try (InputStream table = SeededFault.class.getResourceAsStream("/faults/seeded.txt")) {
      byte[] bytes = Objects.requireNonNull(table).readAllBytes();
      lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
    List<SeededFault> faults = new ArrayList<>();
    int begin = 0;
    while (begin < lines.size()) {
      if (lines.get(begin).startsWith("== ")) {
        int end = begin + 1;
        while (end < lines.size() && !lines.get(end).startsWith("== ")) {
          end++;
        }
        faults.add(read(faults.size() + 1, lines.subList(begin, end)));
        begin = end;
      } else {
        begin++;
      }
    }
    return faults;
  }

  private static SeededFault read(int number, List<String> lines) {
    Matcher title = TITLE.matcher(lines.getFirst());
    assertThat(title.matches()).as(lines.getFirst()).isTrue();
    boolean alone = lines.stream().anyMatch(line -> line.startsWith("< "));
    return new SeededFault(
        number,
        title.group(1),
        title.group(2),
        title.group(3),
        text(lines, alone ? "< " : "- "),
        text(lines, alone ? "> " : "+ "),
        !alone,
        text(lines, "! ") + text(lines, "? "));
  }

  private static String text(List<String> lines, String mark) {
    return String.join(
        "\n", lines.stream().filter(l -> l.startsWith(mark)).map(l -> l.substring(2)).toList());
  }

  /// Builds it into the RTL below a folder: for good, or so that [#turnOn] turns it on.
  void seed(Path build) throws IOException {
    Path file = build.resolve("rtl").resolve(module + ".sv");
    String text = Files.readString(file);
    assertThat(text.split(Pattern.quote(found), -1)).as("%s, once", this).hasSize(2);
    String seeded = text.replace(found, switched ? eitherWay() : put);
    if (switched && !seeded.contains(SWITCH)) {
      int at = seeded.indexOf(END_OF_PORTS) + END_OF_PORTS.length();
      seeded = seeded.substring(0, at) + SWITCH + seeded.substring(at);
    }
    Files.writeString(file, seeded);
  }

  private String eitherWay() {
    String on = "seeded[0] == 8'd" + number;
    Matcher right = ASSIGNMENT.matcher(found);
    Matcher wrong = ASSIGNMENT.matcher(put);
    if (right.matches() && wrong.matches()) {
      return "%s %s ? (%s) : (%s);".formatted(right.group(1), on, wrong.group(2), right.group(2));
    }
    return found.endsWith(";")
        ? "begin if (%s) begin %s end else begin %s end end".formatted(on, put, found)
        : "(%s ? (%s) : (%s))".formatted(on, put, found);
  }

  void turnOn(Path build) throws IOException {
    choose(build, number);
  }

  /// Without any fault.
  static void turnOff(Path build) throws IOException {
    choose(build, 0);
  }

  private static void choose(Path build, int number) throws IOException {
    Files.writeString(build.resolve("sim/fault.hex"), "%02x%n".formatted(number));
  }

  /// The simulator takes what -Wall would not: a constant where there was an expression.
  static void allowWarnings(Path build) throws IOException {
    Path makefile = build.resolve("sim/Makefile");
    String text = Files.readString(makefile);
    assertThat(text).contains("waivers := ");
    Files.writeString(makefile, text.replace("waivers := ", "waivers := -Wno-lint "));
  }

  @Override
  public String toString() {
    return number + ", " + module + ": " + what;
  }
}
