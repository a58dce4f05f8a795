package dev.vitcc.backend.board;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Builds with RTL and scripts, of engines with some number of ports.
final class TestBuild {
  private static final InputFormat INPUT =
      new InputFormat(
          "image",
          3,
          4,
          6,
          1,
          List.of(0., 0., 0.),
          List.of(1., 1., 1.),
          Optional.empty(),
          Optional.empty(),
          SourceLocation.ofFile("m.vit"));

  /// The RTL of each engine, which many tests are about.
  private static final Map<Engine, List<SourceFile>> RTL = new ConcurrentHashMap<>();

  private static final VivadoBackend VIVADO = new VivadoBackend();

  private TestBuild() {}

  static BoardDesign design(String board, int ports, int axiBits, double clock) {
    Engine engine = new Engine(2, 16, 32, 16, axiBits, ports, 50, 64, 32, 128, 28, 2, 64, 8);
    return new BoardDesign(program(engine), INPUT, board(board), clock, 8192, 0.5);
  }

  static Board board(String name) {
    return Boards.find(name).orElseThrow();
  }

  private static Program program(Engine engine) {
    return new Program("tested", engine, 4 * 6 * 3, 10, List.of());
  }

  static Map<String, String> files(BoardDesign design) {
    Map<String, String> files = new TreeMap<>(VIVADO.emit(design));
    RTL.computeIfAbsent(
            design.program().engine(),
            engine -> new RtlBackend().emit(design.program().name(), engine))
        .forEach(file -> files.put(file.path(), file.text()));
    files.put("manifest.json", "{\"schema\": \"vitcc.manifest/1\"}");
    return files;
  }

  static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
