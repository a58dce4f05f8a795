package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.ir.text.ProgramText;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.reference.program.ProgramInterpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Codes of fewer than 8 bits and gains of columns, on their way from graph to memory image.
class NarrowCodesTest {
  private static final EngineSpec SPEC = EngineSpec.LEAST;
  private final Trial trial =
      Trial.narrow(SPEC).stream().filter(NarrowCodesTest::loadsGains).findFirst().orElseThrow();
  private final Program program = trial.program();

  private static boolean loadsGains(Trial trial) {
    return trial.program().commands().stream().anyMatch(LoadGains.class::isInstance);
  }

  @Test
  void engineHasWhatTheModelAsksFor() {
    Graph graph = trial.sample().integer().graph();
    long words =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof IntegerLayerNorm && node.operands().size() > 1)
            .mapToLong(node -> Engine.ceilDiv(node.type().dim(1), SPEC.pk()))
            .sum();
    Formats formats = SPEC.engineFor(graph).formats();
    assertThat(words).isPositive();
    assertThat((long) formats.gainWords()).isEqualTo(words);
    assertThat(formats.codeLimits()).isTrue();
  }

  @Test
  void modelsOfEightBitsAskForNothing() {
    Graph graph = Trial.simulated(SPEC).getFirst().sample().integer().graph();
    assertThat(SPEC.engineFor(graph).formats()).isEqualTo(Formats.EIGHT_BITS);
  }

  @Test
  void programIsReadAsItIsPrinted() {
    String text = ProgramText.print(program);
    assertThat(text).contains("load_gains {gains = ");
    assertThat(ProgramText.parse("program.txt", text)).isEqualTo(program);
  }

  @Test
  void gainsWithoutRoomAreRefused() {
    assertRefused(
        new Formats(
            0,
            formats().narrow(),
            8,
            0,
            true,
            Lines.NONE,
            Evaluated.NONE,
            Exponential.EXACT,
            Pruning.NONE),
        "the engine has no room for ");
  }

  @Test
  void codesThatTheEngineCannotLimitAreRefused() {
    assertRefused(
        new Formats(
            0,
            formats().narrow(),
            8,
            formats().gainWords(),
            false,
            Lines.NONE,
            Evaluated.NONE,
            Exponential.EXACT,
            Pruning.NONE),
        "and the engine limits none");
  }

  @Test
  void interpreterMissesGainsThatAreNotLoaded() {
    List<Command> commands = new ArrayList<>(program.commands());
    commands.removeIf(LoadGains.class::isInstance);
    byte[] image = image(commands);
    ProgramInterpreter interpreter = new ProgramInterpreter(program.engine(), image);
    assertThatThrownBy(
            () -> interpreter.run(trial.sample().images().getFirst(), (group, row, values) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the gains are not loaded");
  }

  private Formats formats() {
    return program.engine().formats();
  }

  private byte[] image(List<Command> commands) {
    Program changed =
        new Program(
            program.name(),
            program.engine(),
            program.inputBytes(),
            program.outputElements(),
            commands);
    return MemoryImage.of(changed, trial.sample().integer().parameters());
  }

  private void assertRefused(Formats formats, String message) {
    Engine engine = program.engine().with(formats);
    assertThatThrownBy(() -> new Schedule().run(trial.sample().integer(), engine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }
}
