package dev.vitcc.backend.rtl;

import dev.vitcc.templates.Kernels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fixed modules that a design needs.
final class Library {
  private static final String FOLDER = "rtl";
  private static final String SUFFIX = ".sv";
  private static final Pattern INSTANCE = Pattern.compile("(?m)^\\s*(vitcc_\\w+)\\s*(#\\(|u_\\w)");

  private static final String CHECKS = "checks";
  private static final Pattern BIND = Pattern.compile("(?m)^bind (vitcc_\\w+) (vitcc_\\w+)");

  private Library() {}

  /// The checks that are bound to any of the modules, and what they instantiate, by file name.
  static SortedMap<String, String> checksOf(Set<String> modules) {
    SortedMap<String, String> found = new TreeMap<>();
    for (String file : Kernels.list(CHECKS)) {
      String text = Kernels.read(CHECKS, file);
      Matcher bind = BIND.matcher(text);
      while (bind.find()) {
        if (modules.contains(bind.group(1) + SUFFIX)) {
          found.put(file, text);
          String check = bind.group(2) + SUFFIX;
          found.put(check, Kernels.read(CHECKS, check));
        }
      }
    }
    return found;
  }

  /// A module of the library and all that it instantiates, by file name, with their texts. What the
  /// library doesn't have is generated.
  static SortedMap<String, String> reachableFrom(String module) {
    SortedMap<String, String> found = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(module + SUFFIX);
    var available = Kernels.list(FOLDER);
    while (!open.isEmpty()) {
      String file = open.remove();
      if (found.containsKey(file) || !available.contains(file)) {
        continue;
      }
      String text = Kernels.read(FOLDER, file);
      found.put(file, text);
      Matcher instances = INSTANCE.matcher(text);
      while (instances.find()) {
        open.add(instances.group(1) + SUFFIX);
      }
    }
    return found;
  }
}
