package dev.vitcc.cli.output;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A folder that vitcc wrote before.
///
/// @param root the folder
public record ExistingBuild(Path root) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws CompileException if the folder is not a build, or files of it are gone
  public static ExistingBuild open(Path folder) {
    BuildFolder.recover(folder);
    ExistingBuild build = new ExistingBuild(folder);
    List<String> gone =
        build.files().stream().filter(file -> !Files.isRegularFile(folder.resolve(file))).toList();
    if (!gone.isEmpty()) {
      throw build.broken("lacks files of its manifest: " + String.join(", ", gone));
    }
    return build;
  }

  public Path file(String name) {
    return root.resolve(name);
  }

  public byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw broken(name + " can't be read: " + e.getMessage());
    }
  }

  /// A JSON file, which must have the schema named, and be as vitcc wrote it.
  public ObjectNode json(String name, String schema) {
    try {
      if (!manifest().holds(name, root)) {
        throw broken(name + " was changed after vitcc wrote it");
      }
      JsonNode node = JSON.readTree(bytes(name));
      if (node instanceof ObjectNode object && schema.equals(node.path("schema").asString(""))) {
        return object;
      }
      throw broken(name + " does not have the schema " + schema);
    } catch (IOException e) {
      throw broken(name + " can't be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw broken(name + " is not JSON: " + e.getOriginalMessage());
    }
  }

  /// The files that vitcc wrote.
  public SortedSet<String> files() {
    return new TreeSet<>(manifest().files());
  }

  /// Replaces some of vitcc's files whole, in the manifest too.
  ///
  /// @param texts by name
  public void replace(Map<String, String> texts) {
    try {
      Manifest manifest = manifest();
      for (Map.Entry<String, String> text : texts.entrySet()) {
        move(text.getKey(), text.getValue());
        manifest = manifest.with(text.getKey(), root);
      }
      move(Manifest.FILE, manifest.text());
    } catch (IOException e) {
      throw new CompileException(OutputCode.UNWRITABLE.at(root, "can't be written: " + e));
    }
  }

  private Manifest manifest() {
    return Manifest.read(root).orElseThrow(() -> broken("has no manifest.json of vitcc"));
  }

  private void move(String name, String text) throws IOException {
    Path to = file(name);
    Path beside = to.resolveSibling("." + to.getFileName() + ".vitcc-new");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private CompileException broken(String why) {
    return new CompileException(
        OutputCode.NOT_A_BUILD
            .at(root, why)
            .withHint("name the folder that `vitcc MODEL.vit -o DIR` wrote, or compile again"));
  }
}
