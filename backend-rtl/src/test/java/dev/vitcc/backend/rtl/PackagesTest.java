package dev.vitcc.backend.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.rtl.view.Constant;
import dev.vitcc.backend.rtl.view.ConstantPackage;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.CommandFormat.Field;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.Register;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private final Map<String, String> commands = values(Packages.commands());
  private final Map<String, String> registers = values(Packages.registers());

  @Test
  void fieldsLieWhereCommandFormatPutsThem() {
    for (CommandFormat format : CommandFormat.values()) {
      String command = Packages.camelCase(format.name());
      assertThat(commands).containsEntry("Opcode" + command, "" + format.opcode());
      for (Field field : format.fields()) {
        String name = command + Packages.camelCase(field.name());
        assertThat(commands)
            .containsEntry(name + "Lsb", "" + format.lsb(field.name()))
            .containsEntry(name + "Width", "" + field.width());
      }
    }
  }

  @Test
  void encodedCommandIsReadBackThroughConstants() {
    MatrixGroup group =
        new MatrixGroup(
            "layer",
            197,
            4,
            12,
            StreamSource.SCORES,
            3,
            StationarySource.VALUES,
            64,
            128,
            190,
            1,
            0,
            true,
            false,
            41,
            -1,
            0xabcd,
            -3,
            5,
            300,
            21);
    byte[] bytes = CommandFormat.encode(Engines.SMALL, group);
    assertThat(read(bytes, "MatrixRows")).isEqualTo(197);
    assertThat(read(bytes, "MatrixSource")).isEqualTo(code("SourceScores"));
    assertThat(read(bytes, "MatrixStationary")).isEqualTo(code("StationaryValues"));
    assertThat(read(bytes, "MatrixStationaryColumn")).isEqualTo(128);
    assertThat(read(bytes, "MatrixNeedStream")).isEqualTo(42);
    assertThat(read(bytes, "MatrixNeedStationary")).isZero();
    assertThat(read(bytes, "MatrixGain")).isEqualTo(0xabcd);
    assertThat(read(bytes, "MatrixShift")).isEqualTo(0xfd);
    assertThat(read(bytes, "MatrixBits")).isEqualTo(5);
    assertThat(read(bytes, "MatrixGainWord")).isEqualTo(300);
    assertThat(read(bytes, "MatrixNeedGains")).isEqualTo(21);
    assertThat(read(bytes, "Opcode")).isEqualTo(code("OpcodeMatrix"));
  }

  @Test
  void registersLieWhereEngineDocumentPutsThem() {
    assertThat(registers)
        .containsEntry("ControlAddress", "32'h000")
        .containsEntry("OutputHighAddress", "32'h02c")
        .containsEntry("StatusAddress", "32'h03c")
        .containsEntry("CountersAddress", "32'h080")
        .containsEntry("StatusCommand", "4")
        .containsEntry("Counters", "22");
    assertThat(Counter.IDLE_COMMAND.address()).isEqualTo(0xb0);
    assertThat(Counter.FRAMES.address()).isEqualTo(0xe8);
    assertThat(Counter.TOKENS_1.address()).isEqualTo(0xf0);
  }

  @Test
  void registersDoNotOverlap() {
    assertThat(Register.values()).extracting(Register::address).doesNotHaveDuplicates();
    assertThat(Register.values()).allMatch(register -> register.address() < 0x80);
  }

  @Test
  void codesOfImageSourceAndFirstKindAreZero() {
    assertThat(code("SourceImage")).isZero();
    assertThat(code("LoadKindParameters")).isZero();
  }

  private int code(String name) {
    return Integer.parseInt(commands.get(name));
  }

  private int read(byte[] command, String field) {
    byte[] bigEndian = new byte[Engine.COMMAND_BYTES + 1];
    for (int i = 0; i < Engine.COMMAND_BYTES; i++) {
      bigEndian[Engine.COMMAND_BYTES - i] = command[i];
    }
    BigInteger mask = BigInteger.ONE.shiftLeft(code(field + "Width")).subtract(BigInteger.ONE);
    return new BigInteger(bigEndian).shiftRight(code(field + "Lsb")).and(mask).intValueExact();
  }

  private static Map<String, String> values(ConstantPackage constants) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Constant constant : constants.constants()) {
      assertThat(values.put(constant.name(), constant.value())).as(constant.name()).isNull();
    }
    return values;
  }
}
