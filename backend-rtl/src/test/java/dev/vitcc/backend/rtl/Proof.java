package dev.vitcc.backend.rtl;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A module with the body of its proof put before its end, as `bind` would do it: the body sees all
/// of the module, and the ports are free.
///
/// The proofs of parts come along; what they assume of their surroundings is asserted there.
record Proof(
    String top,
    List<String> parts,
    Map<String, Integer> sizes,
    Map<String, String> changes,
    Solving solving) {
  private static final String FOLLOWER = "follower.sv";

  /// The solver, whether it is given single bits, and the cycles from reset, or of induction.
  record Solving(String solver, boolean bitwise, int cycles) {}

  static Proof of(String top, String... parts) {
    return new Proof(top, List.of(parts), Map.of(), Map.of(), new Solving("z3", false, 4));
  }

  Proof with(String parameter, int value) {
    Map<String, Integer> more = new LinkedHashMap<>(sizes);
    more.put(parameter, value);
    return new Proof(top, parts, more, changes, solving);
  }

  Proof changing(String right, String wrong) {
    return new Proof(top, parts, sizes, Map.of(right, wrong), solving);
  }

  Proof by(String solver) {
    return solved(new Solving(solver, solving.bitwise(), solving.cycles()));
  }

  Proof bitwise() {
    return solved(new Solving(solving.solver(), true, solving.cycles()));
  }

  Proof within(int cycles) {
    return solved(new Solving(solving.solver(), solving.bitwise(), cycles));
  }

  private Proof solved(Solving solving) {
    return new Proof(top, parts, sizes, changes, solving);
  }

  /// What the solver says of the first cycles; that the assumptions can be met is checked, too.
  String fromReset(Path folder) throws IOException {
    return check(folder, "--presat");
  }

  /// What the solver says of a cycle after others in which all held, whatever was before.
  String byInduction(Path folder) throws IOException {
    return check(folder, "-i");
  }

  private String check(Path folder, String how) throws IOException {
    ExternalTool yosys = ExternalTool.require("yosys");
    ExternalTool solver = ExternalTool.require("yosys-smtbmc");
    ExternalTool.require(solving.solver());
    String sources = String.join(" ", write(folder));
    String bits = solving.bitwise() ? "opt -full; aigmap; opt -full; dffunmap; " : "";
    String script =
        "read_verilog -formal -sv -defer %s; hierarchy -check -top %s; prep -flatten; %s"
            + "write_smt2 -wires proof.smt2";
    yosys.passes(folder, "-q", "-p", script.formatted(sources, top, bits));
    List<String> command =
        List.of(solver.program().toString(), "-s", solving.solver(), "--noprogress", how, "-t");
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(Integer.toString(solving.cycles()), "proof.smt2"));
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<String> write(Path folder) throws IOException {
    Map<String, String> modules =
        new RtlBackend()
            .emit("proof", Engines.SMALL).stream()
                .collect(Collectors.toMap(SourceFile::path, SourceFile::text));
    List<String> names = Stream.concat(Stream.of(top), parts.stream()).toList();
    for (String name : names) {
      String text = Objects.requireNonNull(modules.get("rtl/" + name + ".sv"), name);
      boolean isTop = name.equals(top);
      Files.writeString(
          folder.resolve(name + ".sv"), withProof(name, isTop ? sized(text) : text, isTop));
    }
    Files.copy(proofs().resolve(FOLLOWER), folder.resolve(FOLLOWER), REPLACE_EXISTING);
    return Stream.concat(names.stream().map(name -> name + ".sv"), Stream.of(FOLLOWER)).toList();
  }

  private String sized(String module) {
    String text = module;
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      String pattern = "(parameter int %s *= )\\d+".formatted(size.getKey());
      assertThat(text).containsPattern(pattern);
      text = text.replaceFirst(pattern, "$1" + size.getValue());
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    return text;
  }

  private static String withProof(String name, String module, boolean isTop) throws IOException {
    Path proof = proofs().resolve(name + "_proof.sv");
    if (!Files.exists(proof)) {
      return module;
    }
    String body = Files.readString(proof);
    String held = isTop ? body : body.replace("assume (", "assert (");
    int end = module.lastIndexOf("endmodule");
    return module.substring(0, end) + held + module.substring(end);
  }

  static Path proofs() {
    try {
      return Path.of(Objects.requireNonNull(Proof.class.getResource("/proofs")).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return top + " " + sizes;
  }
}
