package dev.vitcc.templates;

/// HTML or SVG that is whole already: a group loaded with [Templates#ofMarkup] prints it unescaped.
///
/// @param text well-formed, made by a template or fixed, and never what somebody else wrote
public record Markup(String text) {
  /// Text as it has to stand in HTML and SVG, between tags and in quotes; what no page may hold,
  /// such as an escape character, is replaced.
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(code -> append(out, code));
    return out.toString();
  }

  private static void append(StringBuilder out, int code) {
    switch (code) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isAllowed(code) ? code : 0xFFFD);
    }
  }

  /// As XML 1.0 has it, section 2.2, without the controls that it discourages.
  private static boolean isAllowed(int code) {
    return code == '\t'
        || code == '\n'
        || (code >= 0x20 && code < 0x7F)
        || (code >= 0xA0 && code < 0xD800)
        || (code >= 0xE000 && code < 0xFFFE)
        || code >= 0x10000;
  }
}
