// What the simulation says while it runs and at its end; docs/simulation.md lists the lines.
#include <algorithm>

#include "simulation.hpp"

namespace vitcc::sim {
namespace {

constexpr size_t kDifferencesShown = 20;

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace

bool Simulation::run() {
  began_ = std::chrono::steady_clock::now();
  uint64_t frame = options_.first_frame;
  Json::event("start")
      .number("first_frame", frame)
      .number("frames", last_frame_ - frame)
      .number("ports", pins_.size())
      .number("bus_bytes", pins_[0].read.rdata.bytes)
      .print();
  reset();
  while (frame < last_frame_ && !failed()) {
    const uint64_t count = std::min(options_.frames_per_start, last_frame_ - frame);
    run_frames(frame, count);
    if (!failed()) disturb(frame, count);
    if (failed()) break;
    frame += count;
    frames_done_ += count;
    Json::event("progress")
        .number("frames", frames_done_)
        .number("simulated_cycles", shared_.now)
        .number("seconds", seconds_since(began_))
        .print();
  }
  if (outputs_ != nullptr && std::fclose(outputs_) != 0) {
    throw UsageError{"cannot write " + options_.output};
  }
  report_failures();
  report_result();
  return !failed();
}

Json Simulation::state() {
  // The registers may still answer where the rest hangs; but do not wait for them for ever.
  Json counters;
  for (const Counter& counter : kCounters) {
    if (control_.busy()) break;
    control_.begin_read(counter.address);
    for (int i = 0; i < 1000 && control_.busy(); ++i) cycle();
    if (!control_.busy()) counters.number(counter.name, control_.value());
  }
  Json ports;
  for (size_t i = 0; i < reads_.size(); ++i) {
    Json port;
    port.number("reads_pending", reads_[i]->pending()).number("beats_read", reads_[i]->beats());
    if (i < writes_.size()) {
      port.number("writes_pending", writes_[i]->pending());
      port.number("beats_written", writes_[i]->beats());
    }
    ports.object(("gmem" + std::to_string(i)).c_str(), port);
  }
  return Json::event("state")
      .text("position", checker_.position())
      .object("counters", counters)
      .object("ports", ports);
}

void Simulation::report_failures() {
  size_t shown = 0;
  for (const Difference& difference : checker_.differences()) {
    if (shown++ == kDifferencesShown) break;
    Json::event("mismatch")
        .number("frame", difference.frame)
        .text("element", difference.element)
        .number("expected", difference.expected)
        .number("found", difference.found)
        .number("count", difference.count)
        .print();
  }
  if (!failure_.raised()) return;
  Json::event("failure").text("kind", failure_.kind()).text("message", failure_.message()).print();
  if (failure_.kind() == "deadlock") state().print();
}

void Simulation::report_result() const {
  const double seconds = seconds_since(began_);
  Json counters;
  for (unsigned i = 0; i < kCounterCount; ++i) {
    if (i < kTokenCounter || totals_[i] != 0) counters.number(kCounters[i].name, totals_[i]);
  }
  for (unsigned i = 0; i < kDisturbanceKinds; ++i) {
    if (disturbances_[i] != 0) counters.number(kDisturbances[i], disturbances_[i]);
  }
  Json result = Json::event("result");
  result.flag("passed", !failed())
      .number("first_frame", options_.first_frame)
      .number("frames", frames_done_)
      .number("tensors", vectors_.tensors().size())
      .number("elements", checker_.elements())
      .number("outputs", checker_.output_elements())
      .number("mismatches", checker_.mismatches());
  if (frames_done_ != 0) {
    result.number("least_cycles", least_cycles_)
        .number("most_cycles", most_cycles_)
        .number("total_cycles", totals_[0]);
  }
  result.object("counters", counters)
      .number("bytes_read", shared_.bytes_read)
      .number("bytes_written", shared_.bytes_written)
      .number("simulated_cycles", shared_.now)
      .number("seconds", seconds)
      .print();
}

}  // namespace vitcc::sim
