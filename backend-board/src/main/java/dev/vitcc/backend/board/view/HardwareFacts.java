package dev.vitcc.backend.board.view;

import java.util.List;

/// What drivers know of the accelerator.
///
/// @param errorMask all errors of the status
public record HardwareFacts(
    String model,
    String registerBytes,
    List<RegisterEntry> registers,
    String firstCounter,
    int counterBytes,
    int counterCount,
    List<CounterEntry> counters,
    String errorMask,
    List<ErrorEntry> errors,
    LayoutFacts layout) {}
