package dev.vitcc.integration.bench;

import dev.vitcc.ir.Model;
import dev.vitcc.reference.IntegerReference;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast the integer reference is on whole DeiTs: `macs` a second, every op included.
///
/// `make bench BENCH=IntegerReference`; add `-jvmArgsAppend
/// -Djava.util.concurrent.ForkJoinPool.common.parallelism=0` for one core.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class IntegerReferenceBenchmark {
  /// Heads of the DeiT: 3 is tiny, 6 small, 12 base.
  @Param({"3", "6"})
  public int heads;

  private Model model = IntegerTransformer.deit(16, 1, 1, 1);
  private IntegerReference reference = new IntegerReference(model);
  private List<byte[]> images = List.of();

  /// Counts multiplications, which JMH then reports by the second.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Counter {
    public long macs;
  }

  @Setup
  public void prepare() {
    model = IntegerTransformer.deit(224, heads, 12, 1000);
    reference = new IntegerReference(model);
    Random random = new Random(2);
    images =
        Stream.generate(() -> new byte[224 * 224 * 3]).limit(4).peek(random::nextBytes).toList();
  }

  @Benchmark
  public int[] oneImage(Counter counter) {
    counter.macs += IntegerTransformer.macs(model);
    return reference.logits(images.getFirst());
  }

  @Benchmark
  public List<int[]> fourImages(Counter counter) {
    counter.macs += 4 * IntegerTransformer.macs(model);
    return reference.logits(images);
  }
}
