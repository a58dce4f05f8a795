package dev.vitcc.backend.hls.view;

import java.util.List;

/// The header of constants: all that the kernels know of an engine.
public record ConstantsHeader(
    String comment,
    List<EngineConstant> engine,
    List<NamedConstant> constants,
    List<CommandField> fields,
    List<Table> tables) {}
