package dev.vitcc.cli.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A page as a parser that forgives nothing sees it.
record PageText(Document document) {
  static PageText of(String html) throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return new PageText(
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(html))));
  }

  List<Element> all(String tag) {
    return list(document.getElementsByTagName(tag));
  }

  static List<Element> within(Element element, String tag) {
    return list(element.getElementsByTagName(tag));
  }

  Element table(String caption) {
    return all("table").stream()
        .filter(table -> within(table, "caption").getFirst().getTextContent().equals(caption))
        .findFirst()
        .orElseThrow();
  }

  /// The texts of a table's row whose heading is this, the heading first.
  static List<String> row(Element table, String heading) {
    return rows(table).stream()
        .filter(row -> row.getFirst().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  /// The texts of each row of a table's body.
  static List<List<String>> rows(Element table) {
    return within(within(table, "tbody").getFirst(), "tr").stream()
        .map(row -> list(row.getChildNodes()).stream().map(Element::getTextContent).toList())
        .toList();
  }

  /// The value and unit of a figure at the head.
  String figure(String name) {
    Element term =
        all("dt").stream().filter(dt -> dt.getTextContent().equals(name)).findFirst().orElseThrow();
    return within((Element) term.getParentNode(), "dd").getFirst().getTextContent();
  }

  List<Element> with(Predicate<Element> condition) {
    return all("*").stream().filter(condition).toList();
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
