package dev.vitcc.backend.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.board.view.AxiInterface;
import dev.vitcc.backend.board.view.CounterEntry;
import dev.vitcc.backend.board.view.DesignFacts;
import dev.vitcc.backend.board.view.DeviceTree;
import dev.vitcc.backend.board.view.ErrorEntry;
import dev.vitcc.backend.board.view.FieldEntry;
import dev.vitcc.backend.board.view.HardwareFacts;
import dev.vitcc.backend.board.view.Host;
import dev.vitcc.backend.board.view.IpPort;
import dev.vitcc.backend.board.view.IpTop;
import dev.vitcc.backend.board.view.LayoutFacts;
import dev.vitcc.backend.board.view.NoBitstream;
import dev.vitcc.backend.board.view.OutOfContext;
import dev.vitcc.backend.board.view.RegisterEntry;
import dev.vitcc.backend.board.view.RegisterTable;
import dev.vitcc.templates.Templates;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written into a view is used. Scripts, headers, Python and documents share views of
/// registers, so templates are not named after them.
class ViewsTest {
  private static final List<Class<? extends Record>> VIEWS =
      List.of(
          AxiInterface.class,
          CounterEntry.class,
          DesignFacts.class,
          DeviceTree.class,
          ErrorEntry.class,
          FieldEntry.class,
          HardwareFacts.class,
          Host.class,
          IpPort.class,
          IpTop.class,
          LayoutFacts.class,
          NoBitstream.class,
          OutOfContext.class,
          RegisterEntry.class,
          RegisterTable.class);

  @Test
  void listsEveryView() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/vitcc/backend/board/view"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".java", ""))
                  .filter(name -> !name.equals("package-info")))
          .containsExactlyInAnyOrderElementsOf(
              VIEWS.stream().<String>map(Class::getSimpleName).toList());
    }
  }

  @Test
  void everyComponentIsUsed() {
    Set<String> used = new TreeSet<>();
    for (String group : List.of("vivado/structure.stg", "driver/structure.stg")) {
      Templates templates = Templates.load(group);
      templates.names().forEach(name -> used.addAll(templates.mentions(name)));
    }
    for (Class<? extends Record> view : VIEWS) {
      assertThat(used)
          .as(view.getSimpleName())
          .contains(
              Stream.of(view.getRecordComponents())
                  .map(RecordComponent::getName)
                  .toArray(String[]::new));
    }
  }
}
