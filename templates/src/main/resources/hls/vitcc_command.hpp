// Commands as they come out of the stream; where their fields lie is in vitcc_constants.hpp.
#pragma once

#include "vitcc_numerics.hpp"

namespace vitcc {

typedef ap_uint<kCommandBits> Command;

// @tparam Field of vitcc_constants.hpp: its lowest bit and its width
template <class Field>
ap_uint<Field::kWidth> field(const Command& command) {
#pragma HLS INLINE
  return ap_uint<Field::kWidth>(command.range(Field::kLsb + Field::kWidth - 1, Field::kLsb));
}

// An unsigned field that counts or addresses.
template <class Field>
int number(const Command& command) {
#pragma HLS INLINE
  return int(field<Field>(command));
}

// Reads the next command.
template <class E>
Command read_command(hls::stream<Word<E>>& words) {
#pragma HLS INLINE
  Command command = 0;
CommandWords:
  for (int i = 0; i < E::CommandWords; ++i) {
#pragma HLS PIPELINE II=1
    const Word<E> word = words.read();
  CommandBytes:
    for (int lane = 0; lane < E::Pk; ++lane) {
#pragma HLS UNROLL factor=E::Pk
      const int at = i * E::Pk + lane;
      if (at < kCommandBits / 8) set_byte(command, at, word.lane[lane]);
    }
  }
  return command;
}

struct ImageLoad {
  int patch;
  int patch_bytes;
  int patch_columns;
  int leading_rows;
};

inline ImageLoad image_load(const Command& command) {
#pragma HLS INLINE
  ImageLoad load;
  load.patch = number<fields::LoadPatch>(command);
  load.patch_bytes = number<fields::LoadPatchBytes>(command);
  load.patch_columns = number<fields::LoadPatchColumns>(command);
  load.leading_rows = number<fields::LoadLeadingRows>(command);
  return load;
}

struct MatrixCommand {
  int rows;
  int row;
  int tiles;
  int source;
  int chunk;
  int stationary;
  int stationary_row;
  int stationary_column;
  int keys;
  int leading_rows;
  bool first;
  bool last;
  ap_uint<16> gain;
  ap_int<8> shift;
  int bits;
  int gain_word;
  int need_gains;
  bool judges;
};

inline MatrixCommand matrix_command(const Command& command) {
#pragma HLS INLINE
  MatrixCommand matrix;
  matrix.rows = number<fields::MatrixRows>(command);
  matrix.row = number<fields::MatrixRow>(command);
  matrix.tiles = number<fields::MatrixTiles>(command);
  matrix.source = number<fields::MatrixSource>(command);
  matrix.chunk = number<fields::MatrixChunk>(command);
  matrix.stationary = number<fields::MatrixStationary>(command);
  matrix.stationary_row = number<fields::MatrixStationaryRow>(command);
  matrix.stationary_column = number<fields::MatrixStationaryColumn>(command);
  matrix.keys = number<fields::MatrixKeys>(command);
  matrix.leading_rows = number<fields::MatrixLeadingRows>(command);
  matrix.first = field<fields::MatrixFirst>(command) == 1;
  matrix.last = field<fields::MatrixLast>(command) == 1;
  matrix.gain = field<fields::MatrixGain>(command);
  matrix.shift = ap_int<8>(field<fields::MatrixShift>(command));
  matrix.bits = number<fields::MatrixBits>(command);
  matrix.gain_word = number<fields::MatrixGainWord>(command);
  matrix.need_gains = number<fields::MatrixNeedGains>(command);
  matrix.judges = field<fields::MatrixJudges>(command) == 1;
  return matrix;
}

struct VectorCommand {
  int row;
  int destination;
  int column;
  int valid_columns;
  bool row_scale;
  bool first_of_row;
  bool last_of_row;
  NormConstants norm;
  int bits;
  int role;  // in dropping tokens
};

inline VectorCommand vector_command(const Command& command) {
#pragma HLS INLINE
  VectorCommand vector;
  vector.row = number<fields::VectorRow>(command);
  vector.destination = number<fields::VectorDestination>(command);
  vector.column = number<fields::VectorColumn>(command);
  vector.valid_columns = number<fields::VectorValidColumns>(command);
  vector.row_scale = field<fields::VectorRowScale>(command) == 1;
  vector.first_of_row = field<fields::VectorFirstOfRow>(command) == 1;
  vector.last_of_row = field<fields::VectorLastOfRow>(command) == 1;
  vector.norm.dimension = field<fields::VectorDimension>(command);
  vector.norm.mean_factor = field<fields::VectorMeanFactor>(command);
  vector.norm.mean_shift = field<fields::VectorMeanShift>(command);
  vector.norm.epsilon = field<fields::VectorEpsilon>(command);
  vector.norm.gain = field<fields::VectorGain>(command);
  vector.norm.shift = ap_int<8>(field<fields::VectorShift>(command));
  vector.bits = number<fields::VectorBits>(command);
  vector.role = number<fields::VectorRole>(command);
  return vector;
}

}  // namespace vitcc
