package dev.vitcc.models;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A regular file mapped into memory, of any size, and unmapped when nothing refers to it any more.
///
/// @param name the file as the user named it
public record MappedFile(String name, MemorySegment bytes) {

  /// Maps a file; nothing is read yet.
  ///
  /// @throws CompileException with [ModelsCode#FILE_UNREADABLE]
  public static MappedFile open(Path path) {
    String name = path.toString();
    if (!Files.exists(path)) {
      throw unreadable(name, "there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw unreadable(
          name, Files.isDirectory(path) ? "it is a folder" : "it is not a regular file");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      return new MappedFile(
          name, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()));
    } catch (IOException e) {
      throw unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  public long size() {
    return bytes.byteSize();
  }

  /// The first bytes of the file, fewer if it is shorter.
  public byte[] start(int length) {
    byte[] head = new byte[(int) Math.min(length, size())];
    MemorySegment.copy(bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, head, 0, head.length);
    return head;
  }

  private static CompileException unreadable(String name, String why) {
    return new CompileException(ModelsCode.FILE_UNREADABLE.in(name, "can't be read: " + why));
  }
}
