package dev.vitcc.ir.verify;

import java.util.List;
import java.util.stream.Collectors;

/// A bug of ours: what a pass left behind breaks a rule of the IR. The message names the pass.
public final class VerificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Finding> findings;

  /// @param pass the name of the pass, or what else made the graph
  public VerificationException(String pass, List<Finding> findings) {
    super(
        findings.stream()
            .map(each -> "\n  " + each)
            .collect(Collectors.joining("", "after " + pass + ", the graph is wrong:", "")));
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
