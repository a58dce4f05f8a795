package dev.vitcc.backend.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.hls.view.CommandField;
import dev.vitcc.backend.hls.view.ConstantsHeader;
import dev.vitcc.backend.hls.view.DesignCall;
import dev.vitcc.backend.hls.view.EngineConstant;
import dev.vitcc.backend.hls.view.FunctionsHeader;
import dev.vitcc.backend.hls.view.NamedConstant;
import dev.vitcc.backend.hls.view.Port;
import dev.vitcc.backend.hls.view.Table;
import dev.vitcc.backend.hls.view.ToolConfiguration;
import dev.vitcc.backend.hls.view.ToolScript;
import dev.vitcc.backend.hls.view.TopHeader;
import dev.vitcc.backend.hls.view.TopSource;
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
          CommandField.class,
          ConstantsHeader.class,
          DesignCall.class,
          EngineConstant.class,
          FunctionsHeader.class,
          NamedConstant.class,
          Port.class,
          Table.class,
          ToolConfiguration.class,
          ToolScript.class,
          TopHeader.class,
          TopSource.class);

  private static final Path GROUP = Path.of("../templates/src/main/resources/hls/structure.stg");
  private final Templates templates = Templates.load("hls/structure.stg");

  @Test
  void listsEveryView() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/vitcc/backend/hls/view"))) {
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

  @Test
  void noTemplateDecides() throws IOException {
    assertThat(Files.readString(GROUP)).doesNotContain("«if", "«else", "«endif");
  }

  /// A template and its parts, whose names begin with its own.
  private List<String> mentionsOfFamily(String name) {
    return templates.names().stream()
        .filter(template -> template.startsWith(name))
        .flatMap(template -> templates.mentions(template).stream())
        .toList();
  }
}
