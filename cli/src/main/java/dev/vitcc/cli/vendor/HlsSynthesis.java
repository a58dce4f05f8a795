package dev.vitcc.cli.vendor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What `csynth.xml` of Vitis HLS says: estimates of the vendor's scheduler, before Vivado.
final class HlsSynthesis {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String AREA = "/profile/AreaEstimates/Resources/";
  private static final String LATENCY = "/profile/PerformanceEstimates/SummaryOfOverallLatency/";
  private static final String TIMING = "/profile/PerformanceEstimates/SummaryOfTimingAnalysis/";

  private final Document document;
  private final XPath path = XPathFactory.newInstance().newXPath();

  private HlsSynthesis(Document document) {
    this.document = document;
  }

  /// As an object of `report.json`; a latency that the tool does not know is absent.
  ///
  /// @throws ReportFormatException if it is no such report, or a figure is missing
  static ObjectNode parse(byte[] xml) {
    HlsSynthesis report = new HlsSynthesis(document(xml));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("tool", "Vitis HLS " + report.text("/profile/ReportVersion/Version"));
    node.put("target_ns", report.number("/profile/UserAssignments/TargetClockPeriod"));
    node.put("estimated_ns", report.number(TIMING + "EstimatedClockPeriod"));
    report.cycles("Best-caseLatency").ifPresent(cycles -> node.put("least_cycles", cycles));
    report.cycles("Worst-caseLatency").ifPresent(cycles -> node.put("most_cycles", cycles));
    ObjectNode resources = node.putObject("resources");
    kinds().forEach((kind, name) -> resources.put(kind, report.whole(AREA + name)));
    return node;
  }

  /// BRAM is counted in halves of 18 Kbit there.
  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("lut", "LUT");
    kinds.put("ff", "FF");
    kinds.put("dsp", "DSP");
    kinds.put("bram18", "BRAM_18K");
    kinds.put("uram", "URAM");
    return kinds;
  }

  private static Document document(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java reads XML", e);
    } catch (SAXException | IOException e) {
      throw new ReportFormatException("is not XML: " + e.getMessage());
    }
  }

  private Optional<Long> cycles(String name) {
    return Optional.of(text(LATENCY + name))
        .filter(each -> each.matches("[0-9]+"))
        .map(each -> (long) Figure.count(each, name));
  }

  private long whole(String element) {
    return (long) Figure.count(text(element), element);
  }

  private double number(String element) {
    return Figure.of(text(element), element);
  }

  private String text(String element) {
    try {
      String found = path.evaluate(element, document).strip();
      if (found.isEmpty()) {
        throw new ReportFormatException("has no " + element);
      }
      return found;
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(element, e);
    }
  }
}
