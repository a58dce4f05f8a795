package dev.vitcc.cli.synthesize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.cost.resources.Unit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is read from the texts of `stat` and `sta`.
class NetlistTest {
  private static final String STATISTICS =
      """
      8. Printing statistics.

      === $paramod$0a1b\\vitcc_array ===

         Number of wires:                 12
         Number of cells:                  5
           $paramod\\vitcc_dot\\Pk=s32'01      3
           FDRE                            2

      === $paramod\\vitcc_dot\\Pk=s32'01 ===

         Number of cells:                 14
           DSP48E2                         4
           LUT2                            8
           RAM32M16                        1
           RAMB18E2                        1

      === vitcc_accel ===

         Number of cells:                  3
           $paramod$0a1b\\vitcc_array        2
           INV                             1

      === design hierarchy ===

         vitcc_accel                       1
           $paramod$0a1b\\vitcc_array        2

         Number of cells:                999
           LUT2                          999
      """;

  private static final String PATHS =
      """
      Latest arrival time in '$paramod$0a1b\\vitcc_array' is 1403:
          1403 $auto$ff.cc:266:slice$1 (FDRE.D)
                 $abc$1[7]
          1403 $auto$alumacc.cc:485 (CARRY4.CI->O)
                 $auto$2.CO [3]
           541 $abc$3921 (LUT2.I0->O)
                 \\limited_o [1]
           303 $auto$ff.cc:266:slice$2 (FDRE.C->Q)
             0   \\clk_i (<primary input>)

      Arrival histogram:
      """;

  @Test
  void cellsAreSummedOverTheHierarchyAndBelongToTheNearestUnit() {
    Netlist netlist = Netlist.parse(STATISTICS.lines().toList());
    Map<Unit, Cells> units = netlist.byUnit("vitcc_accel");
    assertThat(units.get(Unit.ARRAY))
        .extracting(Cells::resources)
        .isEqualTo(new Resources(6 * 8 + 6 * 8, 4, 24, 3, 0));
    assertThat(units.get(Unit.TOP))
        .extracting(Cells::resources)
        .isEqualTo(new Resources(1, 0, 0, 0, 0));
  }

  @Test
  void depthCountsCellsBetweenFlipFlops() {
    Map<String, LogicDepth> depths = LogicDepth.parse(PATHS.lines().toList());
    assertThat(depths)
        .containsExactly(Map.entry("$paramod$0a1b\\vitcc_array", new LogicDepth(2, 1403)));
    Netlist netlist = Netlist.parse(STATISTICS.lines().toList());
    assertThat(Synthesis.of("Yosys", netlist, depths).depths())
        .containsExactly(Map.entry(Unit.ARRAY, new LogicDepth(2, 1403)));
  }
}
