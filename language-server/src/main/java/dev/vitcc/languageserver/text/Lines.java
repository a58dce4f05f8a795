package dev.vitcc.languageserver.text;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/// Places in a text, as the protocol and as the compiler count them.
///
/// Both count UTF-16 units. The protocol counts lines from 0 and ends them with `\n`, `\r\n` or
/// `\r`; the compiler counts from 1 and ends them with `\n` alone.
public final class Lines {
  private final String text;
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  private final List<Integer> compilerStarts = new ArrayList<>(List.of(0));

  public Lines(String text) {
    this.text = text;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean windows = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !windows)) {
        starts.add(i + 1);
      }
      if (c == '\n') {
        compilerStarts.add(i + 1);
      }
    }
  }

  /// The offset of a position; the nearest one of a position that the text doesn't have.
  public int offset(Position position) {
    if (position.getLine() < 0) {
      return 0;
    }
    if (position.getLine() >= starts.size()) {
      return text.length();
    }
    int start = starts.get(position.getLine());
    int character = Math.max(0, position.getCharacter());
    return (int) Math.min((long) start + character, lineEnd(position.getLine()));
  }

  private int lineEnd(int line) {
    int end = line + 1 < starts.size() ? starts.get(line + 1) : text.length();
    while (end > starts.get(line) && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /// The position of an offset of the text.
  public Position position(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Position(low, at - starts.get(low));
  }

  public Range range(int start, int end) {
    return new Range(position(start), position(end));
  }

  /// Where the compiler says something is; the beginning of the file, if it names no line.
  public Range range(SourceLocation location) {
    if (!location.hasPosition() || location.line() > compilerStarts.size()) {
      return range(0, 0);
    }
    int start = offset(location);
    Position from = position(start);
    return new Range(from, position(Math.min(start + location.length(), lineEnd(from.getLine()))));
  }

  /// The offset of a place that the compiler names.
  public int offset(SourceLocation location) {
    return compilerStarts.get(location.line() - 1) + location.column() - 1;
  }
}
