package dev.vitcc.models.images;

import java.util.Objects;
import java.util.function.IntFunction;

/// A number of images of one size, each read when it is asked for.
public sealed interface ImageSet {
  int count();

  int height();

  int width();

  int channels();

  /// Some of the images, one after the other.
  ImageSet slice(int from, int length);

  /// Images as a camera gives them: unsigned bytes, which the model normalises itself.
  ///
  /// @param reader gives the `height × width × channels` bytes of an image
  record Raw(int count, int height, int width, int channels, IntFunction<byte[]> reader)
      implements ImageSet {

    /// The bytes of image `index`, row by row, channels innermost.
    public byte[] image(int index) {
      return reader.apply(Objects.checkIndex(index, count));
    }

    @Override
    public Raw slice(int from, int length) {
      int first = Objects.checkFromIndexSize(from, length, count);
      return new Raw(length, height, width, channels, i -> reader.apply(first + i));
    }
  }

  /// Images that are normalised already; only the float engine takes them.
  ///
  /// @param reader gives the `channels × height × width` reals of an image
  record Normalized(int count, int height, int width, int channels, IntFunction<float[]> reader)
      implements ImageSet {

    /// The values of image `index`, channel by channel, row by row.
    public float[] image(int index) {
      return reader.apply(Objects.checkIndex(index, count));
    }

    @Override
    public Normalized slice(int from, int length) {
      int first = Objects.checkFromIndexSize(from, length, count);
      return new Normalized(length, height, width, channels, i -> reader.apply(first + i));
    }
  }
}
