// The verilated design: its clock, its pins and its waveform, behind a wall from everything else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "axi_pins.hpp"
#include "tap.hpp"

namespace vitcc::sim {

class Accelerator {
 public:
  // What the design calls while it is evaluated; nothing may be thrown from there.
  struct Hooks {
    std::function<void(const TapBeat&)> tap;
    std::function<void(const std::string& message)> assertion;
  };

  // trace: file of the waveform, empty for none. Throws UsageError if built without.
  Accelerator(Hooks hooks, uint64_t seed, const std::string& trace);
  ~Accelerator();

  std::vector<AxiPins> memory_ports();
  AxiLitePins control_port();

  void reset(bool active);
  bool interrupt() const;

  // The clock falls, with whatever the pins were set to; outputs are then stable until it rises.
  void fall();
  void rise();

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

}  // namespace vitcc::sim
