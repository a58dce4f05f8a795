package dev.vitcc.frontend;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The text of a file and its lines, counted from 1.
///
/// @param file the file as the user named it
public record SourceText(String file, String text, List<String> lines) {
  public SourceText {
    lines = List.copyOf(lines);
  }

  public static SourceText of(String file, String text) {
    return new SourceText(file, text, split(text));
  }

  /// Reads bytes as UTF-8.
  ///
  /// @throws CompileException at the first byte that is not UTF-8
  public static SourceText decode(String file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      List<String> before = split(text);
      int column = before.getLast().length() + 1;
      throw new CompileException(
          Diagnostic.error(
                  FrontendCode.NOT_UTF8,
                  new SourceLocation(file, before.size(), column, 1),
                  String.format(
                      Locale.ROOT,
                      "byte 0x%02X at offset %d is not UTF-8 text",
                      bytes[in.position()] & 0xFF,
                      in.position()))
              .withHint("save the file as UTF-8"));
    }
    return of(file, text);
  }

  /// The line of that number, or an empty one if there is no such line.
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  private static List<String> split(String text) {
    return List.of(text.split("\n", -1)).stream()
        .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
        .toList();
  }
}
