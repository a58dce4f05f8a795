package dev.vitcc.backend.board;

import dev.vitcc.ir.program.Engine;
import java.util.ArrayList;
import java.util.List;

/// The AXI interfaces of `vitcc_accel`, port by port (docs/engine.md, DESIGN "Ports, fixed").
final class AcceleratorPorts {
  private static final int CONTROL_ADDRESS_BITS = 12;
  private static final int CONTROL_DATA_BITS = 32;
  private static final int ADDRESS_BITS = 64;

  private AcceleratorPorts() {}

  /// @param master whether it asks, and isn't asked
  record Interface(String name, boolean master, List<Port> ports) {}

  /// @param output of the accelerator
  record Port(String name, boolean output, int bits) {}

  /// The register port, then the memory ports in order.
  static List<Interface> of(Engine engine) {
    List<Interface> interfaces = new ArrayList<>();
    interfaces.add(control());
    for (int port = 0; port < engine.ports(); port++) {
      interfaces.add(memory("m_axi_gmem" + port, engine.axiBits()));
    }
    return List.copyOf(interfaces);
  }

  private static Interface control() {
    Collector slave = new Collector("s_axi_control");
    slave.toSlave("awaddr", CONTROL_ADDRESS_BITS).handshake("aw");
    slave.toSlave("wdata", CONTROL_DATA_BITS);
    slave.toSlave("wstrb", CONTROL_DATA_BITS / Byte.SIZE).handshake("w");
    slave.toMaster("bresp", 2).answer("b");
    slave.toSlave("araddr", CONTROL_ADDRESS_BITS).handshake("ar");
    slave.toMaster("rdata", CONTROL_DATA_BITS).toMaster("rresp", 2).answer("r");
    return slave.as(false);
  }

  private static Interface memory(String name, int dataBits) {
    Collector master = new Collector(name);
    master.address("ar");
    master.toMaster("rid", 1).toMaster("rdata", dataBits).toMaster("rresp", 2);
    master.toMaster("rlast", 1).answer("r");
    master.address("aw");
    master.toSlave("wdata", dataBits).toSlave("wstrb", dataBits / Byte.SIZE);
    master.toSlave("wlast", 1).handshake("w");
    master.toMaster("bid", 1).toMaster("bresp", 2).answer("b");
    return master.as(true);
  }

  /// Gathers the ports of one interface, each towards its slave or its master.
  private static final class Collector {
    private final String name;
    private final List<Signal> signals = new ArrayList<>();

    private record Signal(String name, boolean toSlave, int bits) {}

    Collector(String name) {
      this.name = name;
    }

    Collector toSlave(String signal, int bits) {
      signals.add(new Signal(signal, true, bits));
      return this;
    }

    Collector toMaster(String signal, int bits) {
      signals.add(new Signal(signal, false, bits));
      return this;
    }

    /// Valid and ready of a channel to the slave.
    Collector handshake(String channel) {
      return toSlave(channel + "valid", 1).toMaster(channel + "ready", 1);
    }

    /// Valid and ready of a channel to the master.
    Collector answer(String channel) {
      return toMaster(channel + "valid", 1).toSlave(channel + "ready", 1);
    }

    /// An address channel of AXI4.
    Collector address(String channel) {
      toSlave(channel + "id", 1).toSlave(channel + "addr", ADDRESS_BITS);
      toSlave(channel + "len", 8).toSlave(channel + "size", 3).toSlave(channel + "burst", 2);
      toSlave(channel + "lock", 1).toSlave(channel + "cache", 4).toSlave(channel + "prot", 3);
      return toSlave(channel + "qos", 4).toSlave(channel + "region", 4).handshake(channel);
    }

    Interface as(boolean master) {
      return new Interface(
          name,
          master,
          signals.stream()
              .map(
                  signal ->
                      new Port(
                          name + "_" + signal.name(), signal.toSlave() == master, signal.bits()))
              .toList());
    }
  }
}
