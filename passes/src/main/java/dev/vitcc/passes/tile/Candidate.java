package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Engine;

/// An engine that fits.
///
/// @param share the greatest share of any resource of the device that it takes
record Candidate(Engine engine, Resources taken, double share) {

  /// The array alone, which bounds cycles before anything else does.
  record Array(int pm, int pk, int pn, int wide) {
    /// Cycles below which no engine with this array gets.
    long leastCycles(Macs macs) {
      long rows = (long) pm * pk;
      return wide == pn
          ? Math.ceilDiv(macs.all(), rows * pn)
          : macs.narrow() / (rows * pn) + (macs.all() - macs.narrow()) / (rows * wide);
    }
  }

  /// How many of its columns are narrow, 0 to 1.
  double narrowShare() {
    return (double) engine.formats().narrowColumns() / engine.pn();
  }

  Array array() {
    return new Array(engine.pm(), engine.pk(), engine.pn(), engine.wideColumns());
  }

  /// Whether this has the other's array and more of something else, but no less of anything: it
  /// can't be slower.
  boolean dominates(Candidate other) {
    return array().equals(other.array())
        && engine.formats().equals(other.engine.formats())
        && !engine.equals(other.engine)
        && engine.lanes() >= other.engine.lanes()
        && engine.resultDepth() >= other.engine.resultDepth()
        && engine.busBytes() >= other.engine.busBytes();
  }
}
