package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Opens images for a model: .npy, IDX, a PNG or JPEG, or a folder of these, told apart by content.
public final class Images {
  private Images() {}

  /// Opens images and fits them to the input of a model.
  ///
  /// uint8 arrays are `N×H×W×C`, or `N×H×W` for one channel; float32 arrays are `N×C×H×W` and taken
  /// as normalised. The files of a folder come in the order of their names (by code point).
  ///
  /// @throws CompileException if they can't be read or don't fit; for pictures of a folder, when
  ///   read
  public static ImageSet open(Path path, ImageInput input) {
    if (Files.isDirectory(path)) {
      return pictures(filesOf(path), input);
    }
    MappedFile file = MappedFile.open(path);
    if (Npy.is(file)) {
      return fromNpy(Npy.of(file), input);
    }
    if (Idx.is(file)) {
      Idx idx = Idx.of(file);
      return fromBytes(new Bytes(idx.file(), idx.shape(), idx::bytes), input);
    }
    if (isPicture(file)) {
      return pictures(List.of(path), input);
    }
    throw unknown(file);
  }

  /// An array of bytes in some file.
  private record Bytes(String file, List<Integer> shape, Slice slice) {}

  @FunctionalInterface
  private interface Slice {
    byte[] of(long from, int count);
  }

  private static ImageSet fromNpy(Npy npy, ImageInput input) {
    return switch (npy.type()) {
      case UINT8 -> fromBytes(new Bytes(npy.file(), npy.shape(), npy::bytes), input);
      case FLOAT32 -> normalized(npy, input);
      case INT32, INT64 ->
          throw npy.wrongContent("expected uint8 N×H×W×C or N×H×W, or float32 N×C×H×W");
    };
  }

  private static ImageSet normalized(Npy npy, ImageInput input) {
    List<Integer> shape = npy.shape();
    if (shape.size() != 4) {
      throw npy.wrongContent("expected float32 N×C×H×W");
    }
    if (shape.get(1) != input.channels()
        || shape.get(2) != input.height()
        || shape.get(3) != input.width()) {
      throw new CompileException(
          ModelsCode.IMAGE_SIZE.in(
              npy.file(),
              "the images are %s (channels, height, width), the model takes %s"
                  .formatted(
                      shape.subList(1, 4),
                      List.of(input.channels(), input.height(), input.width()))));
    }
    int size = input.channels() * input.height() * input.width();
    return new ImageSet.Normalized(
        shape.getFirst(),
        input.height(),
        input.width(),
        input.channels(),
        i -> npy.floats((long) i * size, size));
  }

  private static ImageSet fromBytes(Bytes array, ImageInput input) {
    List<Integer> shape = array.shape();
    if (shape.size() != 3 && shape.size() != 4) {
      throw new CompileException(
          ModelsCode.NPY_CONTENT.in(
              array.file(), "the array is uint8" + shape + ", expected N×H×W×C or N×H×W"));
    }
    int height = shape.get(1);
    int width = shape.get(2);
    int channels = shape.size() == 4 ? shape.get(3) : 1;
    if (channels != input.channels()) {
      throw new CompileException(
          ModelsCode.IMAGE_CHANNELS
              .in(
                  array.file(),
                  "the images have %s, the model takes %s"
                      .formatted(Fitting.count(channels), Fitting.count(input.channels())))
              .withHint("bytes are N×H×W×C; the array is " + shape));
    }
    if (shape.contains(0)) {
      throw new CompileException(
          ModelsCode.NPY_CONTENT.in(array.file(), "the array uint8" + shape + " has no images"));
    }
    int size = height * width * channels; // fits: the file has that many bytes
    Fitting.check(array.file(), new Picture(height, width, channels, new byte[size]), input);
    return new ImageSet.Raw(
        shape.getFirst(),
        input.height(),
        input.width(),
        channels,
        i -> {
          byte[] pixels = array.slice().of((long) i * size, size);
          Picture picture = new Picture(height, width, channels, pixels);
          return Fitting.fit(array.file(), picture, input).pixels();
        });
  }

  private static ImageSet pictures(List<Path> files, ImageInput input) {
    return new ImageSet.Raw(
        files.size(),
        input.height(),
        input.width(),
        input.channels(),
        i -> {
          Path file = files.get(i);
          return Fitting.fit(file.toString(), PictureFile.read(file), input).pixels();
        });
  }

  private static List<Path> filesOf(Path folder) {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries
              .filter(Images::isNamedAsPicture)
              .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
              .toList();
    } catch (IOException e) {
      throw new CompileException(
          ModelsCode.FILE_UNREADABLE.in(folder.toString(), "can't be read: " + e.getMessage()));
    }
    if (files.isEmpty()) {
      throw new CompileException(
          ModelsCode.IMAGE_FILE
              .in(folder.toString(), "the folder has no .png, .jpg or .jpeg file")
              .withHint("pictures lie in the folder itself, not in folders below it"));
    }
    return files;
  }

  private static boolean isNamedAsPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean picture = name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    return picture && !name.startsWith(".") && Files.isRegularFile(path);
  }

  private static boolean isPicture(MappedFile file) {
    byte[] start = file.start(4);
    return start.length == 4
        && ((start[0] == (byte) 0x89 && start[1] == 'P' && start[2] == 'N' && start[3] == 'G')
            || (start[0] == (byte) 0xff && start[1] == (byte) 0xd8));
  }

  private static CompileException unknown(MappedFile file) {
    byte[] start = file.start(2);
    boolean compressed = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    String found = compressed ? "is compressed with gzip" : "is neither .npy, IDX, PNG nor JPEG";
    return new CompileException(
        ModelsCode.IMAGE_FILE
            .in(file.name(), found)
            .withHint(compressed ? "gunzip it first" : "see `vitcc explain E0410`"));
  }
}
