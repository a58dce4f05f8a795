package dev.vitcc.backend.board.view;

import java.util.List;

/// What the scripts for Vivado know of a design.
///
/// @param part empty where the board names none
/// @param boardPart empty where the board names none
/// @param host the processing system; none where there is none to build for
public record DesignFacts(
    String model,
    String part,
    String board,
    String boardPart,
    String clockMhz,
    int axiBits,
    int memoryPorts,
    List<Host> host,
    List<AxiInterface> interfaces,
    String registerBytes,
    List<RegisterEntry> registers) {}
