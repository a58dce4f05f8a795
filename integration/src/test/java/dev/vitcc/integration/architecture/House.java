package dev.vitcc.integration.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which room of the house may see which, and why.
///
/// Maven enforces the same by absent dependencies, with a message that doesn't say why. This does.
record House(String root) {
  /// A module: the package it owns under the root, the packages it may see, and the reason.
  record Room(String name, Set<String> sees, String why) {}

  static final List<Room> ROOMS =
      List.of(
          new Room(
              "ir",
              Set.of(),
              "the IR is what everything else agrees on, so it knows of none of it"),
          new Room("frontend", Set.of("ir"), "the language ends where the graph begins"),
          new Room(
              "models",
              Set.of("ir"),
              "a file format has no opinion on what is done with its tensors"),
          new Room("targets", Set.of("ir"), "a board and its costs are the same whoever asks"),
          new Room(
              "cost",
              Set.of("ir"),
              "what a program costs follows from program and engine, not from how they came about"),
          new Room(
              "reference",
              Set.of("ir"),
              "an oracle that shares code with what it judges isn't one"),
          new Room(
              "approximation",
              Set.of("reference"),
              "a function of one code has no model around it"),
          new Room(
              "passes",
              Set.of("ir", "cost", "targets", "reference", "approximation", "models"),
              "passes turn graphs into graphs, and know neither the language nor the text that comes out"),
          new Room("templates", Set.of(), "templates lay out text, and know no tensor"),
          new Room(
              "backend.rtl",
              Set.of("ir", "approximation", "templates"),
              "decisions are made by passes; a backend only writes them down"),
          new Room(
              "backend.hls",
              Set.of("ir", "approximation", "templates"),
              "decisions are made by passes; a backend only writes them down"),
          new Room(
              "backend.board",
              Set.of("ir", "targets", "templates"),
              "what a board needs follows from ports, registers and the board, not from the design inside"),
          new Room(
              "testbenches",
              Set.of("ir", "reference", "templates"),
              "a check that sees how the design was made would make the same mistakes"),
          new Room(
              "fuzz",
              Set.of(
                  "ir",
                  "frontend",
                  "targets",
                  "reference",
                  "passes",
                  "backend.rtl",
                  "backend.hls",
                  "testbenches"),
              "it tries the compiler, of which the command line is no part"),
          new Room(
              "languageserver",
              Set.of("ir", "frontend", "targets"),
              "an editor asks about the text; what becomes of a model it needs not know"));

  /// No class of the room depends on a room that it may not see; the command line, which sees all,
  /// is seen by none.
  ArchRule mayOnlySeeWhatItShould(Room room) {
    String[] hidden =
        Stream.concat(ROOMS.stream().map(Room::name), Stream.of("cli"))
            .filter(other -> !other.equals(room.name()) && !room.sees().contains(other))
            .flatMap(other -> Stream.of(inside(other)))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(room.name())[0])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(hidden)
        .because(room.why());
  }

  /// ArchUnit's patterns for rooms and all below them.
  String[] inside(String... rooms) {
    return Stream.of(rooms).map(room -> root + "." + room + "..").toArray(String[]::new);
  }
}
