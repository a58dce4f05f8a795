package dev.vitcc.ir.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final int MANY = 150;

  /// Against a map that is copied each time.
  @Test
  void keepsWhatIsAddedAndReplaced() {
    Map<String, Float> expected = new LinkedHashMap<>();
    Parameters parameters = Parameters.none();
    for (int i = 0; i < MANY; i++) {
      String key = "p" + (i * 7 % 100); // every third one replaces another
      expected.put(key, (float) i);
      parameters = parameters.with(key, scalar(i));
      assertThat(parameters.keys()).containsExactlyElementsOf(expected.keySet());
      assertThat(parameters.reals(key)).containsExactly(i);
    }
    for (Map.Entry<String, Float> entry : expected.entrySet()) {
      assertThat(parameters.has(entry.getKey())).isTrue();
      assertThat(parameters.reals(entry.getKey())).containsExactly(entry.getValue());
    }
  }

  /// Whatever is added to one of them, no other has it.
  @Test
  void neverChange() {
    List<Parameters> versions = new ArrayList<>(List.of(Parameters.none()));
    for (int i = 0; i < MANY; i++) {
      versions.getLast().with("lost" + i, scalar(i));
      versions.add(versions.getLast().with("p" + i, scalar(i)));
    }
    for (int size = 0; size <= MANY; size++) {
      Parameters version = versions.get(size);
      assertThat(version.keys()).hasSize(size);
      assertThat(version.has("p" + size)).isFalse();
      assertThatThrownBy(() -> version.get("lost0")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static TensorData scalar(int value) {
    return new TensorData.Reals(TensorType.of(ElementType.F32, 1), new float[] {value});
  }
}
