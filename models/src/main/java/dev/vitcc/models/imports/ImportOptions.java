package dev.vitcc.models.imports;

import java.nio.file.Path;
import java.util.Optional;

/// What the user says about an import beside the checkpoint.
///
/// @param output the .vit file that will be written; paths in it are relative to its folder
/// @param heads the number of attention heads, where the checkpoint doesn't tell it
public record ImportOptions(Path output, Optional<Integer> heads) {}
