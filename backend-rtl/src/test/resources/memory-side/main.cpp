// Runs random programs, with and without mistakes, through the memory side of the engine.
//
//   Vvitcc_core FIRST COUNT    seeds FIRST ... FIRST + COUNT - 1
#include <cstdlib>
#include <memory>

#include "axi.hpp"
#include "compute.hpp"
#include "verilated.h"

double sc_time_stamp() { return 0; }

namespace bench {

Random dice;
uint64_t now = 0;
bool failed = false;
Memory memory;
int64_t ReadPort::beats_to_error = -1;
bool ReadPort::answered_error = false;
bool WritePort::answers_error = false;
bool WritePort::answered_error = false;

namespace {

constexpr uint32_t kControl = 0x00, kGlobal = 0x04, kEnable = 0x08, kPending = 0x0c;
constexpr uint32_t kImage = 0x10, kInput = 0x1c, kOutput = 0x28, kFrames = 0x34, kStatus = 0x3c;
constexpr uint32_t kCycles = 0x80, kRows = 0x88, kIdleCommand = 0xb0, kFrameCount = 0xe8;
constexpr uint32_t kStart = 1, kDone = 2, kIdle = 4, kReady = 8;

class Bench {
 public:
  Bench() {
    top_.rst_ni = 0;
    top_.control_aw_valid_i = top_.control_w_valid_i = top_.control_ar_valid_i = 0;
    for (int i = 0; i < 8; ++i) tick();
    top_.rst_ni = 1;
  }

  bool run(Mistake mistake);

 private:
  void tick();
  void write(uint32_t address, uint32_t value, int strobes = 15);
  uint32_t read(uint32_t address);
  uint64_t read_long(uint32_t address);
  void write_long(uint32_t address, uint64_t value);
  void wait_until_done(bool by_interrupt, uint64_t limit);
  void check_output(const Program& program, const Bytes& before);
  void check_counters(const Program& program);
  bool quiet() const;

  Vvitcc_core top_;
  Manners manners_;
  ReadPort reads_[kPorts];
  WritePort writes_;
};

void Bench::tick() {
  top_.clk_i = 0;
  for (int port = 0; port < kPorts; ++port) reads_[port].drive(top_, port, manners_);
  writes_.drive(top_, manners_);
  top_.eval();
  if (top_.rst_ni) {
    for (int port = 0; port < kPorts; ++port) reads_[port].sample(top_, port, manners_);
    writes_.sample(top_, manners_);
  }
  top_.clk_i = 1;
  top_.eval();
  ++now;
}

bool Bench::quiet() const {
  for (const ReadPort& port : reads_) {
    if (!port.quiet()) return false;
  }
  return writes_.quiet();
}

// Address and data come in any order, and the answer is left waiting for a while.
void Bench::write(uint32_t address, uint32_t value, int strobes) {
  const unsigned address_from = dice.below(4), data_from = dice.below(4);
  bool address_open = true, data_open = true, answered = false;
  for (unsigned i = 0; !answered && !failed; ++i) {
    const bool address_valid = address_open && i >= address_from;
    const bool data_valid = data_open && i >= data_from;
    const bool taking = dice.percent(40);
    top_.control_aw_valid_i = address_valid;
    top_.control_aw_address_i = address_valid ? address : dice.below(4096);
    top_.control_w_valid_i = data_valid;
    top_.control_w_data_i = data_valid ? value : static_cast<uint32_t>(dice.bits());
    top_.control_w_strb_i = data_valid ? strobes : dice.below(16);
    top_.control_b_ready_i = taking;
    top_.clk_i = 0;
    top_.eval();
    if (top_.control_b_valid_o && (address_open || data_open)) fail("an answer without a write");
    answered = top_.control_b_valid_o && taking;
    const bool address_taken = address_valid && top_.control_aw_ready_o;
    const bool data_taken = data_valid && top_.control_w_ready_o;
    tick();
    address_open = address_open && !address_taken;
    data_open = data_open && !data_taken;
    if (i > 200) fail("a register write hangs");
  }
  top_.control_b_ready_i = 0;
}

uint32_t Bench::read(uint32_t address) {
  bool open = true, seen = false, answered = false;
  uint32_t value = 0;
  for (unsigned i = 0; !answered && !failed; ++i) {
    const bool taking = dice.percent(40);
    top_.control_ar_valid_i = open;
    top_.control_ar_address_i = address;
    top_.control_r_ready_i = taking;
    top_.clk_i = 0;
    top_.eval();
    if (seen && (!top_.control_r_valid_o || top_.control_r_data_o != value)) {
      fail("read data of a register change");
    }
    seen = top_.control_r_valid_o;
    value = top_.control_r_data_o;
    answered = seen && taking;
    const bool taken = open && top_.control_ar_ready_o;
    tick();
    open = open && !taken;
    if (i > 200) fail("a register read hangs");
  }
  top_.control_ar_valid_i = 0;
  top_.control_r_ready_i = 0;
  return value;
}

uint64_t Bench::read_long(uint32_t address) {
  const uint64_t low = read(address);
  return low | static_cast<uint64_t>(read(address + 4)) << 32;
}

void Bench::write_long(uint32_t address, uint64_t value) {
  write(address, static_cast<uint32_t>(dice.bits()));
  write(address, static_cast<uint32_t>(value), 5);  // in two parts
  write(address, static_cast<uint32_t>(value), 10);
  write(address + 4, static_cast<uint32_t>(value >> 32));
  const uint64_t kept = read_long(address);
  if (kept != value) {
    fail("register 0x%02x keeps 0x%llx, not 0x%llx", address,
         static_cast<unsigned long long>(kept), static_cast<unsigned long long>(value));
  }
}

void Bench::wait_until_done(bool by_interrupt, uint64_t limit) {
  const uint64_t end = now + limit;
  while (now < end && !failed) {
    if (by_interrupt) {
      if (top_.interrupt_o) {
        if (read(kPending) != 1) fail("another interrupt than done");
        write(kPending, 1);
        if (top_.interrupt_o) fail("the interrupt stays");
        if (read(kControl) != (kDone | kIdle | kReady)) fail("an interrupt before done");
        return;
      }
      tick();
    } else {
      const uint32_t control = read(kControl);
      if (control == (kDone | kIdle | kReady)) return;
      if (control != kStart) fail("control is %u while running", control);
    }
  }
  fail("does not end");
}

bool Bench::run(Mistake mistake) {
  const Program program = Program::any(mistake);
  manners_ = Manners::any();
  program.place(mistake);
  compute.expect(program);
  ReadPort::answered_error = WritePort::answered_error = false;
  WritePort::answers_error = mistake == Mistake::kWriteError;
  ReadPort::beats_to_error = -1;
  if (mistake == Mistake::kReadError) {
    const uint64_t beats = (program.stream.size() + program.input_bytes) / kBeatBytes + 3;
    ReadPort::beats_to_error = dice.below(beats);
  }

  write_long(kImage, program.image_base);
  write_long(kInput, program.input_base);
  write_long(kOutput, program.output_base);
  write(kFrames, program.frames == 1 && dice.percent(50) ? 0 : program.frames);
  const bool by_interrupt = dice.percent(50);
  write(kGlobal, by_interrupt);
  write(kEnable, by_interrupt);
  if (read(kControl) != kIdle) fail("not idle before start");
  const uint64_t output_end =
      program.output_base + uint64_t{program.frames} * program.output_bytes;
  Bytes before;
  for (uint64_t a = program.output_base - 64; a < output_end + 64; ++a) {
    before.push_back(memory.at(a));
  }

  write(kControl, kStart);
  wait_until_done(by_interrupt, 200000 + program.frames * (program.stream.size() * 40 +
                                                           uint64_t{program.input_bytes} * 80));
  if (failed) return false;
  if (!quiet()) fail("done while memory has not answered everything");
  if (read(kControl) != kIdle) fail("done stays");

  const bool met = (mistake != Mistake::kReadError || ReadPort::answered_error) &&
                   (mistake != Mistake::kWriteError || WritePort::answered_error);
  const uint32_t expected = met ? status_of(mistake) : 0;
  const uint32_t status = read(kStatus);
  if ((status & 0xffff) != expected) fail("status is 0x%08x, expected 0x%x", status, expected);
  if (expected == 0) {
    if (status >> 16 != program.frames) fail("%u frames done", status >> 16);
    compute.finish();
    check_output(program, before);
    check_counters(program);
  }
  return !failed;
}

void Bench::check_output(const Program& program, const Bytes& before) {
  Bytes expected = before;
  for (uint32_t frame = 0; frame < program.frames; ++frame) {
    for (uint32_t i = 0; i < 4 * program.elements; ++i) {
      expected[64 + uint64_t{frame} * program.output_bytes + i] =
          compute.results().at(frame)[i / 4] >> (8 * (i % 4));
    }
  }
  for (size_t i = 0; i < expected.size(); ++i) {
    if (memory.at(program.output_base - 64 + i) != expected[i]) {
      return fail("byte %d of the output", static_cast<int>(i) - 64);
    }
  }
}

void Bench::check_counters(const Program& program) {
  uint64_t kinds = 0;
  for (uint32_t address = kRows; address <= kIdleCommand; address += 8) kinds += read_long(address);
  if (kinds != read_long(kCycles)) fail("the matrix counters do not add up to cycles");
  if (read_long(kFrameCount) != program.frames) fail("the frame counter");
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  using namespace bench;
  if (count != 3) return 2;
  Verilated::randReset(2);
  const uint64_t first = std::strtoull(arguments[1], nullptr, 10);
  const uint64_t runs = std::strtoull(arguments[2], nullptr, 10);
  dice.seed(first);
  auto bench = std::make_unique<Bench>();
  for (uint64_t seed = first; seed < first + runs; ++seed) {
    dice.seed(seed);
    const auto mistake = static_cast<Mistake>(dice.percent(35) ? dice.below(kMistakes) : 0);
    // After a mistake the next run must be as good as any.
    if (!bench->run(mistake) || (mistake != Mistake::kNone && !bench->run(Mistake::kNone))) {
      std::printf("seed %llu, mistake %d\n", static_cast<unsigned long long>(seed),
                  static_cast<int>(mistake));
      return 1;
    }
  }
  std::printf("%llu seeds, %llu cycles\n", static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(now));
  return 0;
}
