package dev.vitcc.integration.bench;

import dev.vitcc.templates.Templates;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of rendering one template, and of loading the group that it is in.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TemplateBenchmark {
  private record Port(String name, int width) {}

  private static final String GROUP = "dev/vitcc/integration/bench/port.stg";

  private final Templates templates = Templates.load(GROUP);
  private final Port port = new Port("data_i", 128);

  @Benchmark
  public String render() {
    return templates.render("Port", port);
  }

  @Benchmark
  public Templates load() {
    return Templates.load(GROUP);
  }
}
