package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Selection;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.reference.Selections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A model on an engine: its program and memory image.
///
/// @param memoryImage what the accelerator finds at its image base
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Trial(Sample sample, Program program, byte[] memoryImage) {
  /// Small enough that a few frames take no time in Verilator.
  static final VitLimits SMALL = new VitLimits(3, 4, 4, 1, 3, 20, 2, 2, 12);

  private static final int MODELS_EACH = 3;
  private static final int SEEDS_EACH = 10;

  /// A few models on one engine of the kind, which is large enough for all of them: one simulator
  /// does for them. Each of [EngineSpec#all] has models of its own.
  static List<Trial> simulated(EngineSpec spec) {
    return onOneEngine(spec, seeds(spec).stream().map(seed -> Sample.of(seed, SMALL)).toList());
  }

  /// The same models with codes of fewer bits, gains of columns and lines, on an engine that
  /// evaluates tables of constants.
  static List<Trial> narrow(EngineSpec spec) {
    return narrow(spec, seeds(spec));
  }

  static List<Trial> narrow(EngineSpec spec, List<Long> seeds) {
    List<Sample> samples =
        seeds.stream().map(seed -> NarrowCodes.of(Sample.of(seed, SMALL), seed, spec)).toList();
    Evaluated evaluated = new Evaluated(true, true);
    return on(engineFor(spec, samples).with(evaluated), samples);
  }

  /// Models that drop tokens.
  static List<Trial> pruned(EngineSpec spec) {
    return pruned(spec, List.of());
  }

  /// The same, and more of them.
  static List<Trial> pruned(EngineSpec spec, List<Sample> more) {
    List<Sample> samples = new ArrayList<>();
    seeds(spec).forEach(seed -> samples.add(Sample.pruned(spec, seed, SMALL)));
    samples.addAll(more);
    return onOneEngine(spec, samples);
  }

  private static List<Trial> onOneEngine(EngineSpec spec, List<Sample> samples) {
    return on(engineFor(spec, samples), samples);
  }

  private static Engine engineFor(EngineSpec spec, List<Sample> samples) {
    return spec.engineFor(samples.stream().map(Sample::integer).toList());
  }

  private static List<Trial> on(Engine engine, List<Sample> samples) {
    return samples.stream().map(sample -> of(sample, engine)).toList();
  }

  /// The seeds of the models that are simulated on a kind of engine.
  static List<Long> seeds(EngineSpec spec) {
    List<Long> seeds = new ArrayList<>();
    long next = 100L + (long) SEEDS_EACH * EngineSpec.all().indexOf(spec);
    while (seeds.size() < MODELS_EACH) {
      seeds.add(Sample.fittingSeed(spec, next, SMALL));
      next = seeds.getLast() + 1;
    }
    return seeds;
  }

  /// A model on an engine that is just large enough.
  static Trial of(Sample sample, EngineSpec spec) {
    return of(sample, spec.engineFor(sample.integer().graph()));
  }

  /// A model on an engine.
  static Trial of(Sample sample, Engine engine) {
    assertThat(EngineRules.violations(engine)).as("%s", engine).isEmpty();
    Program program = new Schedule().run(sample.integer(), engine);
    return new Trial(sample, program, MemoryImage.of(program, sample.integer().parameters()));
  }

  /// The same expectations, with another memory image.
  Trial with(byte[] otherImage) {
    return new Trial(sample, program, otherImage);
  }

  /// What an image is expected to take.
  CycleEstimate estimate(MemoryModel memory, byte[] image) {
    if (!program.engine().formats().pruning().bounds()) {
      return CycleModel.estimate(program, memory);
    }
    Map<String, TensorData> values = new IntegerReference(sample.integer()).run(image);
    List<Selection> selections = Selections.of(sample.integer().graph(), values);
    return CycleModel.estimate(program, memory, selections);
  }

  /// What the n-th vector command of the program is.
  List<Command.VectorGroup> groups() {
    return program.commands().stream()
        .filter(Command.VectorGroup.class::isInstance)
        .map(Command.VectorGroup.class::cast)
        .toList();
  }

  @Override
  public String toString() {
    return sample + " on " + program.engine();
  }
}
