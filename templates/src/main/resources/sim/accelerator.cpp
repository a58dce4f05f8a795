#include "accelerator.hpp"

#include <Vvitcc_accel.h>
#include <Vvitcc_accel__Dpi.h>
#include <verilated.h>
#if VM_TRACE_FST
#include <verilated_fst_c.h>
using Waveform = VerilatedFstC;
#elif VM_TRACE
#include <verilated_vcd_c.h>
using Waveform = VerilatedVcdC;
#endif

#include <cstdlib>
#include <type_traits>
#include <utility>

#include "json.hpp"
#include "options.hpp"

namespace vitcc::sim {
namespace {

// There is one design in a process, and Verilator's hooks are plain functions.
Accelerator::Hooks hooks;

// The ports are found by name, so the harness needs nothing generated: a port exists if its ARADDR
// does, and can write if its AWADDR does. Pins that are optional in AXI4 may be missing.
#define VITCC_OPTIONAL_PIN(name)                                                  \
  template <class Top, class = void>                                              \
  struct Optional_##name {                                                        \
    static Pin get(Top&) { return Pin(); }                                        \
  };                                                                              \
  template <class Top>                                                            \
  struct Optional_##name<Top, std::void_t<decltype(std::declval<Top&>().name)>> { \
    static Pin get(Top& top) { return Pin(top.name); }                            \
  };

#define VITCC_PORT(n)                                                                             \
  VITCC_OPTIONAL_PIN(m_axi_gmem##n##_arid)                                                        \
  VITCC_OPTIONAL_PIN(m_axi_gmem##n##_rid)                                                         \
  VITCC_OPTIONAL_PIN(m_axi_gmem##n##_awid)                                                        \
  VITCC_OPTIONAL_PIN(m_axi_gmem##n##_bid)                                                         \
  template <class Top, class = void>                                                              \
  struct Writer##n {                                                                              \
    static void bind(Top&, WritePins&) {}                                                         \
  };                                                                                              \
  template <class Top>                                                                            \
  struct Writer##n<Top, std::void_t<decltype(std::declval<Top&>().m_axi_gmem##n##_awaddr)>> {     \
    static void bind(Top& top, WritePins& pins) {                                                 \
      pins.awvalid = &top.m_axi_gmem##n##_awvalid;                                                \
      pins.awready = &top.m_axi_gmem##n##_awready;                                                \
      pins.awaddr = &top.m_axi_gmem##n##_awaddr;                                                  \
      pins.awlen = &top.m_axi_gmem##n##_awlen;                                                    \
      pins.awsize = &top.m_axi_gmem##n##_awsize;                                                  \
      pins.awburst = &top.m_axi_gmem##n##_awburst;                                                \
      pins.awid = Optional_m_axi_gmem##n##_awid<Top>::get(top);                                   \
      pins.wvalid = &top.m_axi_gmem##n##_wvalid;                                                  \
      pins.wready = &top.m_axi_gmem##n##_wready;                                                  \
      pins.wlast = &top.m_axi_gmem##n##_wlast;                                                    \
      pins.wdata = data_pins(top.m_axi_gmem##n##_wdata);                                          \
      pins.wstrb = Pin(top.m_axi_gmem##n##_wstrb);                                                \
      pins.bvalid = &top.m_axi_gmem##n##_bvalid;                                                  \
      pins.bready = &top.m_axi_gmem##n##_bready;                                                  \
      pins.bresp = &top.m_axi_gmem##n##_bresp;                                                    \
      pins.bid = Optional_m_axi_gmem##n##_bid<Top>::get(top);                                     \
    }                                                                                             \
  };                                                                                              \
  template <class Top, class = void>                                                              \
  struct Port##n {                                                                                \
    static void bind(Top&, std::vector<AxiPins>&) {}                                              \
  };                                                                                              \
  template <class Top>                                                                            \
  struct Port##n<Top, std::void_t<decltype(std::declval<Top&>().m_axi_gmem##n##_araddr)>> {       \
    static void bind(Top& top, std::vector<AxiPins>& ports) {                                     \
      AxiPins pins;                                                                               \
      pins.read.arvalid = &top.m_axi_gmem##n##_arvalid;                                           \
      pins.read.arready = &top.m_axi_gmem##n##_arready;                                           \
      pins.read.araddr = &top.m_axi_gmem##n##_araddr;                                             \
      pins.read.arlen = &top.m_axi_gmem##n##_arlen;                                               \
      pins.read.arsize = &top.m_axi_gmem##n##_arsize;                                             \
      pins.read.arburst = &top.m_axi_gmem##n##_arburst;                                           \
      pins.read.arid = Optional_m_axi_gmem##n##_arid<Top>::get(top);                              \
      pins.read.rvalid = &top.m_axi_gmem##n##_rvalid;                                             \
      pins.read.rready = &top.m_axi_gmem##n##_rready;                                             \
      pins.read.rlast = &top.m_axi_gmem##n##_rlast;                                               \
      pins.read.rresp = &top.m_axi_gmem##n##_rresp;                                               \
      pins.read.rdata = data_pins(top.m_axi_gmem##n##_rdata);                                     \
      pins.read.rid = Optional_m_axi_gmem##n##_rid<Top>::get(top);                                \
      Writer##n<Top>::bind(top, pins.write);                                                      \
      ports.push_back(pins);                                                                      \
    }                                                                                             \
  };

// Verilator takes `interrupt` for a word of C++ and renames it.
VITCC_OPTIONAL_PIN(interrupt)
VITCC_OPTIONAL_PIN(__SYM__interrupt)

template <class T>
DataPins data_pins(T& pin) {
  return {reinterpret_cast<uint8_t*>(&pin), sizeof(T)};
}

VITCC_PORT(0)
VITCC_PORT(1)
VITCC_PORT(2)
VITCC_PORT(3)
VITCC_PORT(4)
VITCC_PORT(5)
VITCC_PORT(6)
VITCC_PORT(7)

}  // namespace

struct Accelerator::Model {
  VerilatedContext context;
  std::unique_ptr<Vvitcc_accel> top;
  Pin interrupt;
#if VM_TRACE
  std::unique_ptr<Waveform> waveform;
#endif

  void eval() {
    top->eval();
#if VM_TRACE
    if (waveform) waveform->dump(context.time());
#endif
    context.timeInc(1);
  }
};

Accelerator::Accelerator(Hooks callbacks, uint64_t seed, const std::string& trace)
    : model_(std::make_unique<Model>()) {
  hooks = std::move(callbacks);
  // Registers without reset start with noise, so that a design which relies on them is found out.
  model_->context.randReset(2);
  model_->context.randSeed(static_cast<int>(1 + seed % 0x7ffffffe));
  Verilated::threadContextp(&model_->context);
#if VM_TRACE
  model_->context.traceEverOn(true);
#endif
  model_->top = std::make_unique<Vvitcc_accel>(&model_->context);
  const Pin plain = Optional_interrupt<Vvitcc_accel>::get(*model_->top);
  model_->interrupt =
      plain.present() ? plain : Optional___SYM__interrupt<Vvitcc_accel>::get(*model_->top);
#if VM_TRACE
  if (!trace.empty()) {
    model_->waveform = std::make_unique<Waveform>();
    model_->top->trace(model_->waveform.get(), 99);
    model_->waveform->open(trace.c_str());
  }
#else
  if (!trace.empty()) throw UsageError{"this simulator was built without --trace"};
#endif
}

Accelerator::~Accelerator() {
#if VM_TRACE
  if (model_->waveform) model_->waveform->close();
#endif
  model_->top->final();
}

std::vector<AxiPins> Accelerator::memory_ports() {
  std::vector<AxiPins> ports;
  Vvitcc_accel& top = *model_->top;
  Port0<Vvitcc_accel>::bind(top, ports);
  Port1<Vvitcc_accel>::bind(top, ports);
  Port2<Vvitcc_accel>::bind(top, ports);
  Port3<Vvitcc_accel>::bind(top, ports);
  Port4<Vvitcc_accel>::bind(top, ports);
  Port5<Vvitcc_accel>::bind(top, ports);
  Port6<Vvitcc_accel>::bind(top, ports);
  Port7<Vvitcc_accel>::bind(top, ports);
  return ports;
}

AxiLitePins Accelerator::control_port() {
  Vvitcc_accel& top = *model_->top;
  AxiLitePins pins;
#define VITCC_CONTROL_PIN(name) pins.name = Pin(top.s_axi_control_##name)
  VITCC_CONTROL_PIN(awaddr);
  VITCC_CONTROL_PIN(awvalid);
  VITCC_CONTROL_PIN(awready);
  VITCC_CONTROL_PIN(wdata);
  VITCC_CONTROL_PIN(wstrb);
  VITCC_CONTROL_PIN(wvalid);
  VITCC_CONTROL_PIN(wready);
  VITCC_CONTROL_PIN(bvalid);
  VITCC_CONTROL_PIN(bready);
  VITCC_CONTROL_PIN(bresp);
  VITCC_CONTROL_PIN(araddr);
  VITCC_CONTROL_PIN(arvalid);
  VITCC_CONTROL_PIN(arready);
  VITCC_CONTROL_PIN(rdata);
  VITCC_CONTROL_PIN(rvalid);
  VITCC_CONTROL_PIN(rready);
  VITCC_CONTROL_PIN(rresp);
  return pins;
}

void Accelerator::reset(bool active) { model_->top->ap_rst_n = !active; }

bool Accelerator::interrupt() const { return model_->interrupt.get() != 0; }

void Accelerator::fall() {
  model_->top->ap_clk = 0;
  model_->eval();
}

void Accelerator::rise() {
  model_->top->ap_clk = 1;
  model_->eval();
}

}  // namespace vitcc::sim

// The design calls this for every beat that the vector unit writes.
void vitcc_tap(int group, int row, int column, const svBitVecVal* lanes) {
  // Elements lie in 32-bit words, the first in the low half: on every machine that runs this, that
  // is an array of 16-bit integers.
  vitcc::sim::hooks.tap({group, row, column, reinterpret_cast<const int16_t*>(lanes)});
}

// A check in the design failed; Verilator has printed the message of its `$error`.
void vl_stop(const char* file, int line, const char*) {
  vitcc::sim::hooks.assertion(std::string(file) + ":" + std::to_string(line) +
                              ": a check in the design failed");
}

void vl_finish(const char* file, int line, const char*) {
  vitcc::sim::hooks.assertion(std::string(file) + ":" + std::to_string(line) +
                              ": the design ended the simulation");
}

// Verilator cannot go on, for example because logic does not settle; it must not return.
void vl_fatal(const char* file, int line, const char*, const char* message) {
  vitcc::sim::Json::event("failure")
      .text("kind", "assertion")
      .text("message", std::string(file) + ":" + std::to_string(line) + ": " + message)
      .print();
  std::_Exit(4);
}
