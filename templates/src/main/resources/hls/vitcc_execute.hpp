// Executes the program of a frame: one process that owns all memories, so that what one command
// stores is there for the next, however the tools order processes (docs/hls.md).
#pragma once

#include "vitcc_tokens.hpp"

namespace vitcc {

// How a frame ended, and what it took.
struct Outcome {
  bool unknown;  // a command that is not one, or no End
  uint32_t words;
  uint32_t tiles;
  uint32_t rows;    // Pm at a time
  uint32_t drains;  // beats of the vector unit
  uint32_t tokens[kSelections];  // that are left after each
};

// All tiles of one matrix command: while rows stream past a tile, the next one is loaded; the last
// tile passes its sums on to the vector unit.
template <class E>
void run_matrix(hls::stream<Word<E>>& words, hls::stream<Results<E>>& results,
                Memories<E>& memories, const MatrixCommand& matrix, const Group& group) {
#pragma HLS INLINE off
  const int steps = (matrix.rows + E::Pm - 1) / E::Pm;
  const int loads = tile_steps<E>(matrix);
  const int full_tile = steps > loads ? steps : loads;
  const int last_tile = matrix.last ? steps * group.beats : steps;
  const int total = (matrix.tiles - 1) * full_tile + last_tile;
  DrainState<E> state;
#pragma HLS ARRAY_PARTITION variable=state.held complete dim=0
#pragma HLS ARRAY_PARTITION variable=state.scale complete dim=0
#pragma HLS ARRAY_PARTITION variable=state.maximum complete dim=0
#pragma HLS ARRAY_PARTITION variable=state.sum complete dim=0
#pragma HLS ARRAY_PARTITION variable=state.squares complete dim=0

FirstTile:
  for (int n = 0; n < loads; ++n) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=E::Wide max=E::TileWords
    load_step<E>(words, memories, matrix, 0, n);
  }

  int tile = 0;
  int at = 0;    // within the tile
  int step = 0;  // Pm rows
  int beat = 0;  // of these rows, while they are drained
Steps:
  for (int i = 0; i < total; ++i) {
#pragma HLS PIPELINE II=1
#pragma HLS LOOP_TRIPCOUNT min=1 max=E::MaxSteps
// A row is met again in its next tile, at least Wide steps later.
#pragma HLS DEPENDENCE variable=memories.accumulators type=inter direction=RAW distance=E::Wide true
#pragma HLS DEPENDENCE variable=memories.exponentials type=inter direction=RAW distance=E::Wide true
// No group reads the memory that it writes; sums and maxima of a row are written once.
#pragma HLS DEPENDENCE variable=memories.residual_streamed type=inter false
#pragma HLS DEPENDENCE variable=memories.residual_added type=inter false
#pragma HLS DEPENDENCE variable=memories.scores type=inter false
#pragma HLS DEPENDENCE variable=memories.query type=inter false
#pragma HLS DEPENDENCE variable=memories.key type=inter false
#pragma HLS DEPENDENCE variable=memories.value type=inter false
#pragma HLS DEPENDENCE variable=memories.attention type=inter false
#pragma HLS DEPENDENCE variable=memories.hidden type=inter false
#pragma HLS DEPENDENCE variable=memories.normalization type=inter false
#pragma HLS DEPENDENCE variable=memories.maximum type=inter false
#pragma HLS DEPENDENCE variable=memories.sum type=inter false
#pragma HLS DEPENDENCE variable=memories.squares type=inter false
    const bool last = tile == matrix.tiles - 1;
    if (at == 0) swap_tiles<E>(memories);
    if (!last && at < loads) load_step<E>(words, memories, matrix, tile + 1, at);
    if (step < steps) {
      if (beat == 0) {
        Operand operands[E::Pm][E::Pk];
        ap_uint<20> exponentials[E::Pm];
#pragma HLS ARRAY_PARTITION variable=operands complete dim=0
#pragma HLS ARRAY_PARTITION variable=exponentials complete dim=0
        stream_rows<E>(memories, matrix, tile, step, operands, exponentials);
        if (E::Prunes && matrix.judges && step == 0) keep_class_row<E>(memories, tile, operands[0]);
      ArrayRows:
        for (int m = 0; m < E::Pm; ++m) {
#pragma HLS UNROLL factor=E::Pm
          ap_int<E::AccumulatorBits> sums[E::Pn];
#pragma HLS ARRAY_PARTITION variable=sums complete dim=1
          multiply<E>(memories, operands[m], sums);
        Accumulate:
          for (int n = 0; n < E::Pn; ++n) {
#pragma HLS UNROLL factor=E::Pn
            const bool fresh = matrix.first && tile == 0;
            const ap_int<E::AccumulatorBits> before =
                fresh ? ap_int<E::AccumulatorBits>(0) : memories.accumulators[m][step][n];
            const ap_int<E::AccumulatorBits> after =
                ap_int<E::AccumulatorBits>(before + sums[n]);
            memories.accumulators[m][step][n] = after;
            state.held[m][n] = after;
          }
          state.scale[m] = row_scale(exponentials[m], matrix.gain, matrix.shift);
        }
      }
      if (last && matrix.last) drain<E>(memories, group, step, beat, state, results);
    }
    // On to the next beat, row or tile.
    ++at;
    const bool drains = last && matrix.last;
    if (drains && beat < group.beats - 1) {
      ++beat;
    } else {
      beat = 0;
      ++step;
    }
    if (!last && at == full_tile) {
      at = 0;
      step = 0;
      ++tile;
    }
  }
}

// Whether the first command may stand where it does: pixels follow it at once.
inline bool asks_for_pixels(const Command& command) {
#pragma HLS INLINE
  return number<fields::Opcode>(command) == kOpcodeLoad &&
         number<fields::LoadKind>(command) == kLoadKindImage;
}

// A process: the commands of a frame. It takes every word, whatever happens, so that the processes
// before it come to their end.
template <class E>
void execute(hls::stream<Word<E>>& words, hls::stream<Results<E>>& results, Run run,
             Outcome& outcome) {
  static Memories<E> memories;
#pragma HLS BIND_STORAGE variable=kExp2 type=rom_np impl=lutram
#pragma HLS BIND_STORAGE variable=kRsqrt type=rom_1p impl=bram
#pragma HLS BIND_STORAGE variable=kReciprocal type=rom_1p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.residual_streamed complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.residual_streamed complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.residual_streamed complete dim=4
#pragma HLS BIND_STORAGE variable=memories.residual_streamed type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.residual_added complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.residual_added complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.residual_added complete dim=4
#pragma HLS BIND_STORAGE variable=memories.residual_added type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.scores complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.scores complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.scores complete dim=4
#pragma HLS BIND_STORAGE variable=memories.scores type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.query complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.query complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.query complete dim=4
#pragma HLS BIND_STORAGE variable=memories.query type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.key complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.key complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.key complete dim=4
#pragma HLS BIND_STORAGE variable=memories.key type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.attention complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.attention complete dim=2
#pragma HLS ARRAY_RESHAPE variable=memories.attention complete dim=4
#pragma HLS BIND_STORAGE variable=memories.attention type=ram_s2p impl=bram
// Pixels come one by one where patches are narrow: every lane is a RAM of its own.
#pragma HLS ARRAY_PARTITION variable=memories.hidden complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.hidden complete dim=2
#pragma HLS ARRAY_PARTITION variable=memories.hidden complete dim=4
#pragma HLS BIND_STORAGE variable=memories.hidden type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.value complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.value complete dim=2
#pragma HLS BIND_STORAGE variable=memories.value type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.maximum complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.sum complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.squares complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.normalization complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.exponentials complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.accumulators complete dim=1
#pragma HLS ARRAY_RESHAPE variable=memories.accumulators complete dim=3
#pragma HLS BIND_STORAGE variable=memories.accumulators type=ram_s2p impl=bram
#pragma HLS ARRAY_RESHAPE variable=memories.gains complete dim=2
#pragma HLS BIND_STORAGE variable=memories.gains type=ram_s2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.table complete dim=1
#pragma HLS BIND_STORAGE variable=memories.table type=ram_t2p impl=bram
#pragma HLS ARRAY_PARTITION variable=memories.slope complete dim=1
#pragma HLS BIND_STORAGE variable=memories.slope type=ram_s2p impl=lutram
#pragma HLS ARRAY_PARTITION variable=memories.intercept complete dim=1
#pragma HLS BIND_STORAGE variable=memories.intercept type=ram_s2p impl=lutram
#pragma HLS ARRAY_PARTITION variable=memories.class_row cyclic factor=E::Pk dim=1
#pragma HLS BIND_STORAGE variable=memories.token_vote type=ram_2p impl=lutram
#pragma HLS BIND_STORAGE variable=memories.token_score type=ram_2p impl=lutram
#pragma HLS BIND_STORAGE variable=memories.token_order type=ram_2p impl=lutram
#pragma HLS BIND_STORAGE variable=memories.token_weight type=ram_2p impl=lutram
#pragma HLS ARRAY_PARTITION variable=memories.bias complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.scale complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.active_high complete dim=0
#pragma HLS ARRAY_PARTITION variable=memories.active_low complete dim=0
#pragma HLS ARRAY_PARTITION variable=memories.shadow_high complete dim=0
#pragma HLS ARRAY_PARTITION variable=memories.shadow_low complete dim=0
#pragma HLS ARRAY_PARTITION variable=memories.even_column complete dim=1
#pragma HLS ARRAY_PARTITION variable=memories.active_narrow complete dim=0
#pragma HLS ARRAY_PARTITION variable=memories.shadow_narrow complete dim=0

#ifndef __SYNTHESIS__
  static const bool filled = fill_all(memories);
  (void)filled;
#endif
  const uint32_t total = words_of<E>(run);
  MatrixCommand waiting[kWaitingMatrices];
  int waits = 0;
  Group group;
  group.vector = vector_command(Command(0));
  group.rows = 0;
  group.beats = E::BeatsPerRow;
  group.sequence = 0;
  uint32_t pixels = pixel_words<E>(run);
  uint32_t taken = 0;
  uint32_t gains = 0;  // words of them
  uint32_t tiles = 0;
  uint32_t rows = 0;
  uint32_t drains = 0;
  SelectCommand select = select_command(Command(0));
  int judged = 0;  // heads
  int tokens = kAllTokens;
  int selections = 0;
  bool left_out = false;  // the group, and what belongs to it
  bool ended = false;
  bool unknown = false;
  uint32_t left[kSelections];
NoneLeft:
  for (int i = 0; i < kSelections; ++i) {
#pragma HLS UNROLL
    left[i] = 0;
  }

Commands:
  while (!ended && !unknown && taken + E::CommandWords <= total) {
    const Command command = read_command<E>(words);
    const bool first = taken == 0;
    taken += E::CommandWords;
    // Matrix commands run once all that they need stands before or right behind them.
    bool ready = false;
    const int opcode = number<fields::Opcode>(command);
    if (first != asks_for_pixels(command)) {
      unknown = true;
    } else if (opcode == kOpcodeLoad) {
      const int kind = number<fields::LoadKind>(command);
      const uint32_t payload = number<fields::LoadWords>(command);
      if (payload > total - taken) {
        unknown = true;
      } else if (kind == kLoadKindImage) {
        load_image<E>(words, memories, image_load(command), run);
        pixels = 0;
      } else if (kind == kLoadKindPosition) {
        load_position<E>(words, memories, int(payload));
      } else if (E::GainWords > 0 && kind == kLoadKindGains &&
                 payload <= uint32_t(E::GainWords) - gains) {
        load_gains<E>(words, memories, int(gains), int(payload));
        gains += payload;
      } else if (kind == kLoadKindTable) {
        if (E::Lines > 0) {
          load_lines<E>(words, memories);
        } else {
          load_table<E>(words, memories);
        }
      } else if (kind == kLoadKindParameters) {
        load_parameters<E>(words, memories);
        ready = waits != 0 && !has_weights(waiting[waits - 1]);
      } else if (kind == kLoadKindTiles) {
        ready = waits != 0;
        unknown = !ready;
      } else {
        unknown = true;
      }
      if (!unknown) taken += payload;
    } else if (E::Bounds && opcode == kOpcodeMatrix && left_out) {
      // Its keys are beyond the tokens.
    } else if (opcode == kOpcodeMatrix && waits < kWaitingMatrices) {
      waiting[waits] = matrix_command(command);
      if (E::Bounds) waiting[waits] = bounded<E>(waiting[waits], tokens);
      ++waits;
    } else if (opcode == kOpcodeVector) {
      group.vector = vector_command(command);
      group.rows = number<fields::VectorRows>(command);
      if (E::Bounds) group = bounded(group, tokens);
      left_out = group.rows == 0;
      if (left_out) ++group.sequence;
      group.beats = beats_of<E>(group.vector);
      if (E::Prunes && group.vector.role == kRoleGather) {
        gather<E>(memories, group);
        drains += gathered_beats<E>(memories);
        ++group.sequence;
      }
    } else if (E::Prunes && opcode == kOpcodeSelect) {
      select = select_command(command);
      if (select.tokens > tokens) select.tokens = tokens;
      judged = 0;
    } else if (E::Bounds && opcode == kOpcodeBound) {
      tokens = tokens_left<E>(memories);
      if (selections < kSelections) left[selections] = tokens;
      ++selections;
    } else if (opcode == kOpcodeStore) {
      // The store unit takes results as they come.
    } else if (opcode == kOpcodeEnd) {
      ended = true;
    } else {
      unknown = true;
    }
    if (ready) {
    Waiting:
      for (int i = 0; i < waits; ++i) {
#pragma HLS LOOP_TRIPCOUNT min=1 max=kWaitingMatrices
        run_matrix<E>(words, results, memories, waiting[i], group);
        if (E::Prunes && waiting[i].judges) {
          ++judged;
          judge<E>(memories, select, judged == 1, judged == select.heads);
        }
        tiles += waiting[i].tiles;
        const uint32_t steps = (waiting[i].rows + E::Pm - 1) / E::Pm;
        rows += waiting[i].tiles * steps;
        if (waiting[i].last) {
          if (E::Learns && group.vector.role != kRoleNone) hear<E>(memories, group, select);
          drains += steps * group.beats;
          ++group.sequence;
        }
      }
      waits = 0;
    }
  }

Rest:
  for (uint32_t i = taken; i < total + pixels; ++i) {
#pragma HLS PIPELINE II=1
    words.read();
  }
  // The store unit waits for a mark behind the last logit.
  Results<E> mark;
MarkLanes:
  for (int c = 0; c < E::DrainColumns; ++c) {
#pragma HLS UNROLL factor=E::DrainColumns
    mark.lane[c] = 0;
  }
  mark.count = kEndOfResults;
  results.write(mark);
  outcome.unknown = unknown || !ended;
  outcome.words = taken;
  outcome.tiles = tiles;
  outcome.rows = rows;
  outcome.drains = drains;
TokensLeft:
  for (int i = 0; i < kSelections; ++i) {
#pragma HLS UNROLL
    outcome.tokens[i] = left[i];
  }
}

}  // namespace vitcc
