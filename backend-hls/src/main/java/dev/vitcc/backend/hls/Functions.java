package dev.vitcc.backend.hls;

import dev.vitcc.approximation.circuit.HlsWriter;
import dev.vitcc.approximation.form.Candidate;
import dev.vitcc.approximation.form.NumericForms;
import dev.vitcc.backend.hls.view.FunctionsHeader;
import dev.vitcc.ir.program.Evaluated;
import java.util.List;

/// Writes the functions that are tables or polynomials with the same results.
final class Functions {
  private Functions() {}

  static FunctionsHeader header(Evaluated evaluated) {
    return new FunctionsHeader(
        evaluated.rsqrt()
            ? evaluator("rsqrt_entry", NumericForms.rsqrt())
            : lookUp("rsqrt_entry", "kRsqrt"),
        evaluated.reciprocal()
            ? evaluator("reciprocal_entry", NumericForms.reciprocal())
            : lookUp("reciprocal_entry", "kReciprocal"));
  }

  private static String evaluator(String name, Candidate form) {
    return HlsWriter.inlined(
        name, List.of("Every entry of the table: " + form.form() + "."), form.circuit());
  }

  private static String lookUp(String name, String table) {
    return """
        inline ap_uint<16> %s(ap_uint<10> code_i) {
        #pragma HLS INLINE
          return %s[int(code_i)];
        }
        """
        .formatted(name, table);
  }
}
