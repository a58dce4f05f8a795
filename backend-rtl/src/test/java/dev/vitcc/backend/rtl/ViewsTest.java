package dev.vitcc.backend.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.rtl.view.Accelerator;
import dev.vitcc.backend.rtl.view.CaseRom;
import dev.vitcc.backend.rtl.view.Connection;
import dev.vitcc.backend.rtl.view.Constant;
import dev.vitcc.backend.rtl.view.ConstantPackage;
import dev.vitcc.backend.rtl.view.FileList;
import dev.vitcc.backend.rtl.view.MemoryPort;
import dev.vitcc.backend.rtl.view.RegisteredRom;
import dev.vitcc.backend.rtl.view.RomEntry;
import dev.vitcc.templates.Templates;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final List<Class<? extends Record>> VIEWS =
      List.of(
          Accelerator.class,
          CaseRom.class,
          Connection.class,
          Constant.class,
          ConstantPackage.class,
          FileList.class,
          MemoryPort.class,
          RegisteredRom.class,
          RomEntry.class);

  private final Templates templates = Templates.load("rtl/structure.stg");

  @Test
  void listsEveryView() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/vitcc/backend/rtl/view"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".java", ""))
                  .filter(name -> !name.equals("package-info")))
          .containsExactlyInAnyOrderElementsOf(
              VIEWS.stream().<String>map(Class::getSimpleName).toList());
    }
  }

  @Test
  void everyViewHasTemplateThatUsesEveryComponent() {
    for (Class<? extends Record> view : VIEWS) {
      String name = view.getSimpleName();
      assertThat(templates.names()).contains(name);
      String[] components =
          Stream.of(view.getRecordComponents())
              .map(RecordComponent::getName)
              .toArray(String[]::new);
      assertThat(mentionsOfFamily(name)).as(name).contains(components);
    }
  }

  @Test
  void everyTemplateIsViewOrPartOfOne() {
    assertThat(templates.names())
        .allMatch(
            template -> VIEWS.stream().anyMatch(view -> template.startsWith(view.getSimpleName())));
  }

  /// A template and its parts, whose names begin with its own.
  private List<String> mentionsOfFamily(String name) {
    return templates.names().stream()
        .filter(template -> template.startsWith(name))
        .flatMap(template -> templates.mentions(template).stream())
        .toList();
  }
}
