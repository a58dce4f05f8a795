package dev.vitcc.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the words of [Rules] mean in terms of class files.
final class Meanings {
  private static final Set<String> CLOCKS_AND_DICE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");
  private static final Set<String> UNSEEDED =
      Set.of("java.util.Random.<init>()", "java.util.SplittableRandom.<init>()");
  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.HashMap.<init>",
          "java.util.HashSet.<init>",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toUnmodifiableSet",
          "java.util.stream.Collectors.toUnmodifiableMap");
  private static final Set<String> CONSOLE_AND_EXIT =
      Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.exit");
  private static final Set<String> MUTABLE_TYPES =
      Set.of(
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.BitSet",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.Random",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.lang.StringBuilder",
          "java.lang.ThreadLocal");

  private Meanings() {}

  /// ANTLR's classes can't keep our rules. They are known by their names and by what they extend.
  static DescribedPredicate<JavaClass> writtenByHand() {
    return describe("are written by hand", type -> !isGenerated(type));
  }

  static <T extends JavaMember> DescribedPredicate<T> writtenByHandIn() {
    return describe(
        "are written by hand",
        member -> !isGenerated(member.getOwner()) && !member.getModifiers().contains(SYNTHETIC));
  }

  static DescribedPredicate<JavaClass> publicThroughout() {
    return describe("are public, as is all around them", Meanings::isPublicThroughout);
  }

  private static boolean isPublicThroughout(JavaClass type) {
    return type.getModifiers().contains(PUBLIC)
        && type.getEnclosingClass().map(Meanings::isPublicThroughout).orElse(true);
  }

  private static boolean isGenerated(JavaClass type) {
    boolean self =
        type.getSimpleName().matches(".*(Lexer|Parser|Visitor|Listener)")
            && Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                .map(JavaClass::getName)
                .anyMatch(
                    parent ->
                        parent.matches("org\\.antlr\\.v4\\.runtime\\.(Lexer|Parser|tree\\..*)"));
    return self || type.getEnclosingClass().map(Meanings::isGenerated).orElse(false);
  }

  /// A private array is taken for a table that nobody writes to; one that is handed out is not.
  static ArchCondition<JavaField> beMutable() {
    return be(
        "mutable",
        field ->
            !field.getModifiers().contains(FINAL)
                || (field.getRawType().isArray() && !field.getModifiers().contains(PRIVATE))
                || MUTABLE_TYPES.contains(field.getRawType().getName())
                || field.getRawType().getPackageName().startsWith("java.util.concurrent"));
  }

  /// The body of an enum constant is a subclass only to the class file, and a visitor of ANTLR's
  /// has to be one.
  static ArchCondition<JavaClass> inheritFromOurs(House house) {
    return be(
        "a subclass of a class of ours",
        type ->
            type.getRawSuperclass()
                .filter(parent -> parent.getName().startsWith(house.root() + "."))
                .filter(parent -> !parent.isEnum() && !isGenerated(parent))
                .isPresent());
  }

  static DescribedPredicate<JavaField> filledByPicocli() {
    return describe(
        "are options or parameters of the command line",
        field ->
            field.isAnnotatedWith("picocli.CommandLine$Option")
                || field.isAnnotatedWith("picocli.CommandLine$Parameters"));
  }

  static ArchCondition<JavaMethod> takeOptional() {
    return be(
        "given an Optional",
        method ->
            method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Optional.class)));
  }

  static ArchCondition<JavaMethod> mention(String... packages) {
    return be(
        "speaking of " + String.join(", ", packages),
        method ->
            Stream.concat(
                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .anyMatch(type -> Stream.of(packages).anyMatch(type.getName()::startsWith)));
  }

  static ArchCondition<JavaClass> useClocksOrDice() {
    return use(
        "a clock or dice",
        target ->
            CLOCKS_AND_DICE.contains(nameOf(target)) || UNSEEDED.contains(target.getFullName()));
  }

  static ArchCondition<JavaClass> useUnorderedCollections() {
    return use("a collection without order", target -> UNORDERED.contains(nameOf(target)));
  }

  static ArchCondition<JavaClass> useConsoleOrExit() {
    return use("the console or exit", target -> CONSOLE_AND_EXIT.contains(nameOf(target)));
  }

  private static String nameOf(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private static <T extends HasName.AndFullName> ArchCondition<T> be(
      String what, Predicate<T> test) {
    return new ArchCondition<>("be " + what) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (test.test(item)) {
          events.add(SimpleConditionEvent.satisfied(item, item.getFullName() + " is " + what));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> use(String what, Predicate<AccessTarget> test) {
    return new ArchCondition<>("use " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(access -> test.test(access.getTarget()))
            .forEach(
                access ->
                    events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
      }
    };
  }
}
