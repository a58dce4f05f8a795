package dev.vitcc.targets;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The external memory as the accelerator sees it; a figure that is not known is absent.
///
/// @param ports AXI ports to memory that the board really has
/// @param portBits data bits of each
/// @param bandwidth of the memory behind all ports, in 10^9 bytes a second, at its peak
public record Memory(OptionalInt ports, OptionalInt portBits, OptionalDouble bandwidth) {}
