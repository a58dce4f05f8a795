package dev.vitcc.cli.jobs;

import dev.vitcc.cli.console.Console;
import java.time.Duration;
import java.util.Locale;

/// Tells the user how many jobs are finished, and when the rest will be.
public final class JobProgress {
  private final Console console;
  private final int all;
  private final int before;
  private final long start = System.nanoTime();
  private int done;

  /// @param all how many jobs there are
  /// @param before how many of them were finished already
  JobProgress(Console console, int all, int before) {
    this.console = console;
    this.all = all;
    this.before = before;
    done = before;
  }

  /// One more is finished.
  synchronized void finished() {
    done++;
    show("");
  }

  /// Shows where things stand.
  ///
  /// @param more what else there is to say; may be empty
  synchronized void show(String more) {
    String text = "job %d of %d".formatted(done, all);
    int here = done - before;
    if (here > 0 && done < all) {
      long nanos = (System.nanoTime() - start) / here * (all - done);
      text += ", about %s left".formatted(text(Duration.ofNanos(nanos)));
    }
    console.progress(more.isEmpty() ? text : text + ", " + more);
  }

  /// Something that the user wants to find again later.
  void note(String text) {
    console.note(text);
  }

  static String text(Duration time) {
    if (time.toMinutes() < 1) {
      return Math.max(1, time.toSeconds()) + " s";
    }
    return time.toHours() < 1
        ? time.toMinutes() + " min"
        : String.format(Locale.ROOT, "%d h %d min", time.toHours(), time.toMinutesPart());
  }
}
