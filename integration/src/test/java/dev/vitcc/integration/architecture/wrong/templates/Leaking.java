package dev.vitcc.integration.architecture.wrong.templates;

import org.antlr.v4.runtime.Token;
import org.stringtemplate.v4.ST;
import org.testcontainers.utility.DockerImageName;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// Shows its libraries to everyone, and has those of others.
public interface Leaking {
  ST template();

  void accept(Token token, CommandLine commandLine, DockerImageName image, JsonNode json);
}
