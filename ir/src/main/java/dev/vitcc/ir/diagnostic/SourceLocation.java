package dev.vitcc.ir.diagnostic;

/// A span of one line of a text file: where something was written.
///
/// @param file the file as the user named it
/// @param line counted from 1
/// @param column counted from 1, in UTF-16 units
/// @param length of the span on that line, at least 1
public record SourceLocation(String file, int line, int column, int length) {
  /// The location of what no user wrote, such as a graph made by a program.
  public static final SourceLocation NONE = ofFile("");

  /// A location that stands for a whole file.
  public static SourceLocation ofFile(String file) {
    return new SourceLocation(file, 0, 0, 1);
  }

  /// Whether this names a place inside the file, and not just the file.
  public boolean hasPosition() {
    return line > 0;
  }

  @Override
  public String toString() {
    return hasPosition() ? file + ":" + line + ":" + column : file;
  }
}
