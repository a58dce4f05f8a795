package dev.vitcc.models.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a file names the parameters of a model; timm's names are the canonical ones.
public sealed interface Naming {

  /// The layout as the weights clause writes it.
  String title();

  /// The stored tensors that make up a parameter, one after the other along the first axis.
  ///
  /// @param stored all names in the file, for layouts with variants
  List<String> parts(String canonical, Set<String> stored);

  /// The canonical name of a stored tensor, as far as the layout renames such tensors at all.
  default String canonical(String stored) {
    return stored;
  }

  /// timm's own names: a parameter is the tensor of the same name.
  record Timm() implements Naming {
    @Override
    public String title() {
      return "timm";
    }

    @Override
    public List<String> parts(String canonical, Set<String> stored) {
      return List.of(canonical);
    }
  }

  /// The names of `ViTForImageClassification`, `DeiTForImageClassification` and `…WithTeacher`.
  record HuggingFace() implements Naming {
    @Override
    public String title() {
      return "huggingface";
    }

    @Override
    public List<String> parts(String canonical, Set<String> stored) {
      return HuggingFaceNames.parts(canonical, stored);
    }
  }

  /// Names given one by one, canonical → stored; `*` stands for a block number in both, and a name
  /// that is not in the map keeps its canonical one.
  record Explicit(SequencedMap<String, String> names) implements Naming {
    public Explicit {
      names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
    }

    @Override
    public String title() {
      return "an explicit map";
    }

    @Override
    public List<String> parts(String canonical, Set<String> stored) {
      String exact = names.get(canonical);
      if (exact != null) {
        return List.of(exact);
      }
      for (var entry : names.entrySet()) {
        Matcher match = pattern(entry.getKey()).matcher(canonical);
        if (entry.getKey().contains("*") && match.matches()) {
          return List.of(entry.getValue().replace("*", match.group(1)));
        }
      }
      return List.of(canonical);
    }

    @Override
    public String canonical(String stored) {
      for (var entry : names.entrySet()) {
        Matcher match = pattern(entry.getValue()).matcher(stored);
        if (match.matches()) {
          return match.groupCount() == 0
              ? entry.getKey()
              : entry.getKey().replace("*", match.group(1));
        }
      }
      return stored;
    }

    /// Whether an entry of the map stands for this parameter.
    boolean maps(String key, String canonical) {
      return pattern(key).matcher(canonical).matches();
    }

    private static Pattern pattern(String key) {
      int star = key.indexOf('*');
      return star < 0
          ? Pattern.compile(Pattern.quote(key))
          : Pattern.compile(
              Pattern.quote(key.substring(0, star))
                  + "(\\d+)"
                  + Pattern.quote(key.substring(star + 1)));
    }
  }
}
