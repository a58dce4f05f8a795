package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// The trained tensors of a model, in one safetensors file or several.
public final class Checkpoint {
  private final List<Safetensors> files;
  private final SequencedMap<String, Entry> entries;

  /// A tensor and the file that it is in.
  record Entry(Safetensors file, StoredTensor tensor) {
    void read(float[] into, int at) {
      file.read(tensor, into, at);
    }
  }

  private Checkpoint(List<Safetensors> files, SequencedMap<String, Entry> entries) {
    this.files = files;
    this.entries = Collections.unmodifiableSequencedMap(entries);
  }

  /// Opens the files of a checkpoint; no two may hold a tensor of the same name.
  ///
  /// @throws CompileException if one can't be read, or a tensor is in two
  public static Checkpoint open(Path... paths) {
    return of(List.of(paths).stream().map(Safetensors::open).toList());
  }

  /// The checkpoint that files make up together.
  ///
  /// @throws CompileException if a tensor is in two
  public static Checkpoint of(List<Safetensors> files) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    for (Safetensors file : files) {
      for (StoredTensor tensor : file.tensors().values()) {
        Entry before = entries.putIfAbsent(tensor.name(), new Entry(file, tensor));
        if (before != null) {
          throw new CompileException(
              ModelsCode.SAFETENSORS_LAYOUT.in(
                  file.file(),
                  "tensor '%s' is in '%s' as well".formatted(tensor.name(), before.file().file())));
        }
      }
    }
    return new Checkpoint(List.copyOf(files), entries);
  }

  /// The files as the user named them, for messages.
  public String title() {
    return files.stream().map(Safetensors::file).collect(Collectors.joining("', '"));
  }

  SequencedMap<String, Entry> entries() {
    return entries;
  }

  /// The names of all tensors, file by file, in the order of the headers.
  public SequencedSet<String> names() {
    return entries.sequencedKeySet();
  }

  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::tensor);
  }
}
