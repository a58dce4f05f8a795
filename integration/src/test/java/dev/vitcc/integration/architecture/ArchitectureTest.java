package dev.vitcc.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// vitcc keeps the rules of its house; and a house that breaks every one of them is caught at each.
class ArchitectureTest {
  private static final House VITCC = new House("dev.vitcc");
  private static final House WRONG = new House("dev.vitcc.integration.architecture.wrong");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(VITCC.root());
  private static final JavaClasses WRONG_ONES =
      new ClassFileImporter().importPackages(WRONG.root());

  @Test
  void findsClasses() {
    assertThat(OURS).hasSizeGreaterThan(50);
  }

  @TestFactory
  Stream<DynamicTest> roomsSeeOnlyWhatTheyShould() {
    return House.ROOMS.stream()
        .map(
            room ->
                dynamicTest(
                    room.name(),
                    () -> {
                      assumeTrue(inhabited(room), "no classes in " + room.name() + " yet");
                      VITCC.mayOnlySeeWhatItShould(room).check(OURS);
                    }));
  }

  private static boolean inhabited(House.Room room) {
    String home = VITCC.root() + "." + room.name();
    return OURS.stream()
        .map(JavaClass::getPackageName)
        .anyMatch(name -> (name + ".").startsWith(home + "."));
  }

  @TestFactory
  Stream<DynamicTest> rulesHold() {
    return rulesOf(VITCC).map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(OURS)));
  }

  @TestFactory
  Stream<DynamicTest> rulesCanFail() {
    var peeking =
        House.ROOMS.stream()
            .filter(room -> room.name().equals("reference"))
            .map(WRONG::mayOnlySeeWhatItShould);
    return Stream.concat(peeking, rulesOf(WRONG))
        .map(
            rule ->
                dynamicTest(
                    rule.getDescription(),
                    () -> assertThat(rule.evaluate(WRONG_ONES).hasViolation()).isTrue()));
  }

  private static Stream<ArchRule> rulesOf(House house) {
    return Stream.of(Rules.ofLibraries(house), Rules.ofClasses(house), Rules.ofBehaviour(house))
        .flatMap(List::stream);
  }
}
