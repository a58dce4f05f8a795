// What the design under test reports while it runs.
#pragma once

#include <cstdint>

namespace vitcc::sim {

// One beat of the vector unit, as the design reports it (docs/engine.md, Simulation tap).
struct TapBeat {
  int group;             // vector command of the frame
  int row;               // of activation memory
  int column;            // of the group
  const int16_t* lanes;  // as many as are drained a cycle, as stored, sign-extended
};

}  // namespace vitcc::sim
