package dev.vitcc.backend.board.view;

import java.util.List;

/// Sizes of image, frames and results.
///
/// @param logitScale the real value of a logit of 1
/// @param host where the registers are; none where the build does not say
public record LayoutFacts(
    String magic,
    int version,
    String fingerprint,
    int imageBytes,
    int alignment,
    int height,
    int width,
    int channels,
    int inputBytes,
    int outputs,
    int outputBytes,
    String logitScale,
    String clockMhz,
    List<Host> host) {}
