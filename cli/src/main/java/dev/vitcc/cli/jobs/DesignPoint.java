package dev.vitcc.cli.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One model to measure, in jobs of some images each.
///
/// @param model what it is called among others: as the user wrote it, or what is chosen of it
/// @param key hash of all that the accuracy depends on, but for the images' range
/// @param range the images to measure on
/// @param words of the command line that are the same for all ranges
public record DesignPoint(String model, String key, ImageRange range, List<String> words) {
  private static final int IMAGES_A_JOB = 1000;
  private static final int DIGITS_OF_KEY = 16;

  public DesignPoint {
    words = List.copyOf(words);
  }

  /// @param file of the model
  /// @param options of `vitcc eval` that say what is measured
  public static DesignPoint of(
      String model, Path file, String key, ImageRange range, List<String> options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("eval", absolute(file)));
    words.addAll(options);
    return new DesignPoint(model, key, range, words);
  }

  /// A path for a command that runs elsewhere.
  public static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  /// Jobs of at most a thousand images.
  int usualParts() {
    return (range.count() + IMAGES_A_JOB - 1) / IMAGES_A_JOB;
  }

  /// The jobs whose measurements add up to that of the whole range.
  List<Job> jobs(WorkFolder work, int parts) {
    String stem = Path.of(model).getFileName().toString().replaceFirst("\\.vit$", "");
    String safe = stem.replaceAll("[^A-Za-z0-9_.-]", "_");
    List<Job> jobs = new ArrayList<>();
    for (ImageRange part : range.split(parts)) {
      String name =
          "%s-%d-%d-%s".formatted(safe, part.from(), part.count(), key.substring(0, DIGITS_OF_KEY));
      Path result = work.result(name);
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of("--from", "" + part.from(), "--count", "" + part.count()));
      all.addAll(List.of("--json", result.toString()));
      jobs.add(new Job(name, all, result));
    }
    return jobs;
  }
}
