package dev.vitcc.cli.jobs;

import dev.vitcc.cli.UsageException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Images that follow one another.
///
/// @param from the first of them, counted from 0
/// @param count how many they are; at least one
public record ImageRange(int from, int count) {

  /// What the command line asks for, as far as it can be said without knowing the images.
  ///
  /// @param count absent: all that follow
  public record Asked(int from, OptionalInt count) {
    public Asked {
      if (from < 0) {
        throw new UsageException(
            "--from " + from + ": expected 0 or more", "images are counted from 0");
      }
      if (count.isPresent() && count.getAsInt() < 1) {
        throw new UsageException(
            "--count " + count.getAsInt() + ": expected 1 or more",
            "without --count it is all images from --from on");
      }
    }

    /// The range in a set of images.
    public ImageRange of(int images) {
      if (from >= images) {
        throw new UsageException(
            "--from %d: there are %d images".formatted(from, images),
            "the last of them is " + (images - 1));
      }
      if (count.orElse(1) > images - from) {
        throw new UsageException(
            "--from %d --count %d: there are %d images".formatted(from, count.getAsInt(), images),
            "from %d on there are %d".formatted(from, images - from));
      }
      return new ImageRange(from, count.orElse(images - from));
    }
  }

  /// The same images in `parts` ranges, which differ by an image at most; in fewer where there are
  /// fewer images.
  List<ImageRange> split(int parts) {
    int taken = Math.min(parts, count);
    return IntStream.range(0, taken)
        .mapToObj(
            i -> {
              int start = Math.toIntExact((long) count * i / taken);
              int end = Math.toIntExact((long) count * (i + 1) / taken);
              return new ImageRange(from + start, end - start);
            })
        .toList();
  }
}
