package dev.vitcc.models;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;

/// A regular file mapped into memory, of any size, and unmapped when nothing refers to it any more.
///
/// @param name the file as the user named it
/// @param opened what the file was when it was opened
public record MappedFile(String name, MemorySegment bytes, Opened opened) {
  /// What tells a file that is written to meanwhile: which it is, how long, and from when.
  ///
  /// @param key of the file system, empty where it has none
  record Opened(Path path, Optional<Object> key, FileTime modified, long size) {
    static Opened of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new Opened(
          path, Optional.ofNullable(now.fileKey()), now.lastModifiedTime(), now.size());
    }

    /// A file that was put in its place, or removed, takes nothing from the one that is mapped.
    boolean isWrittenTo() {
      try {
        Opened now = of(path);
        return now.key.equals(key) && !(now.modified.equals(modified) && now.size == size);
      } catch (IOException gone) {
        return false;
      }
    }
  }

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
      Opened opened = Opened.of(path);
      long size = channel.size();
      return new MappedFile(
          name, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()), opened);
    } catch (IOException e) {
      throw unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  /// What is read from the bytes, as long as they are those that were there at first.
  ///
  /// @throws CompileException if somebody wrote to the file since it was opened
  public <T> T read(Supplier<T> reading) {
    T result;
    try {
      result = reading.get();
    } catch (InternalError e) {
      // The kernel's answer to a page that is no longer there: someone cut the file off meanwhile.
      throw changed();
    }
    if (opened.isWrittenTo()) {
      throw changed();
    }
    return result;
  }

  private CompileException changed() {
    return new CompileException(
        ModelsCode.FILE_UNREADABLE
            .in(name, "changed while it was read")
            .withHint("wait until whatever writes it is done, and start again"));
  }

  public long size() {
    return bytes.byteSize();
  }

  /// The first bytes of the file, fewer if it is shorter.
  ///
  /// @throws CompileException as [#read] does
  public byte[] start(int length) {
    return read(() -> bytes.asSlice(0, Math.min(length, size())).toArray(ValueLayout.JAVA_BYTE));
  }

  /// All bytes of a small file.
  ///
  /// @throws CompileException as [#read] does
  public byte[] all() {
    return start(Math.toIntExact(size()));
  }

  private static CompileException unreadable(String name, String why) {
    return new CompileException(ModelsCode.FILE_UNREADABLE.in(name, "can't be read: " + why));
  }
}
