package dev.vitcc.integration.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.vitcc.integration.architecture.Meanings.beMutable;
import static dev.vitcc.integration.architecture.Meanings.inheritFromOurs;
import static dev.vitcc.integration.architecture.Meanings.mention;
import static dev.vitcc.integration.architecture.Meanings.publicThroughout;
import static dev.vitcc.integration.architecture.Meanings.takeOptional;
import static dev.vitcc.integration.architecture.Meanings.useClocksOrDice;
import static dev.vitcc.integration.architecture.Meanings.useConsoleOrExit;
import static dev.vitcc.integration.architecture.Meanings.useUnorderedCollections;
import static dev.vitcc.integration.architecture.Meanings.writtenByHand;
import static dev.vitcc.integration.architecture.Meanings.writtenByHandIn;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.List;
import java.util.ServiceLoader;

/// The rules of style that can be read off compiled classes, each with its reason.
///
/// That a sealed family stays in one package isn't among them: outside of Java modules the compiler
/// sees to it.
final class Rules {
  private Rules() {}

  static List<ArchRule> ofLibraries(House house) {
    return List.of(
        onlyIn(house, List.of("frontend"), "org.antlr.v4..")
            .because("the grammar may change without anyone else noticing"),
        onlyIn(house, List.of("templates"), "org.stringtemplate..", "org.antlr.runtime..")
            .because("its leniency is tamed in one place"),
        onlyIn(house, List.of("cli"), "picocli..").because("vitcc is a library too"),
        onlyIn(house, List.of("languageserver"), "org.eclipse.lsp4j..")
            .because("the protocol is the business of one room"),
        onlyIn(house, List.of("testbenches"), "org.testcontainers..", "com.github.dockerjava..")
            .because("nobody else starts containers"),
        onlyIn(house, List.of("models", "targets", "testbenches", "cli"), "tools.jackson..")
            .because("JSON is read and written at the edges; inside, data is records"),
        noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(
                resideInAnyPackage(house.inside("frontend", "templates"))
                    .and(writtenByHand())
                    .and(publicThroughout()))
            .should(mention("org.antlr.", "org.stringtemplate."))
            .because("a type that leaks out ties whoever receives it to the library"));
  }

  private static ClassesShouldConjunction onlyIn(
      House house, List<String> rooms, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(house.inside(rooms.toArray(String[]::new)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }

  static List<ArchRule> ofClasses(House house) {
    return List.of(
        noMethods()
            .that(writtenByHandIn())
            .should()
            .haveNameMatching("set[A-Z].*")
            .because("data is records, and a record has no setters"),
        noClasses()
            .that(writtenByHand())
            .should()
            .haveNameMatching(".*(Utils?|Helpers?)")
            .orShould()
            .haveSimpleNameStartingWith("Base")
            .because("a class is named for what it is or does"),
        noFields()
            .that(writtenByHandIn())
            .and()
            .areStatic()
            .should(beMutable())
            .because("two compilations in one process are as good as in two"),
        noClasses()
            .that(writtenByHand())
            .should(inheritFromOurs(house))
            .because("alternatives are sealed interfaces, and what is shared is called"),
        noMethods()
            .that(writtenByHandIn())
            .and()
            .areNotPrivate()
            .should(takeOptional())
            .because("Optional is a return type; a parameter that may be absent is two methods"));
  }

  static List<ArchRule> ofBehaviour(House house) {
    return List.of(
        noClasses()
            .that(writtenByHand())
            .and()
            .resideOutsideOfPackages(house.inside("ir", "templates"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because(
                "reflection is for the text codec and the template adaptor: the compiler can't check it"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ServiceLoader.class)
            .because("the pipelines are lists that can be read"),
        noClasses()
            .that()
            .resideOutsideOfPackage(house.inside("cli")[0])
            .should(useConsoleOrExit())
            .because("all but the command line return what they have to say"),
        noClasses()
            .that()
            .resideOutsideOfPackages(house.inside("cli", "testbenches"))
            .should(useClocksOrDice())
            .because("two runs give byte-identical trees"),
        noClasses()
            .that(writtenByHand())
            .should(useUnorderedCollections())
            .because(
                "two runs give byte-identical trees, and LinkedHashMap and TreeMap cost nothing"),
        noClasses()
            .that()
            .resideInAnyPackage(
                house.inside(
                    "ir", "reference", "passes", "backend.rtl", "backend.hls", "backend.board"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.nio\\.file\\.Files|java\\.io\\.(File|File(In|Out)putStream|File(Reader|Writer))")
            .because("they map values to values; models reads, and the command line writes"));
  }
}
