package dev.vitcc.models.images;

/// An element type of .npy files that vitcc reads, with NumPy's name for it.
enum NpyType {
  UINT8("|u1", 1),
  INT32("<i4", 4),
  INT64("<i8", 8),
  FLOAT32("<f4", 4);

  private final String descr;
  private final int bytes;

  NpyType(String descr, int bytes) {
    this.descr = descr;
    this.bytes = bytes;
  }

  String descr() {
    return descr;
  }

  int bytes() {
    return bytes;
  }
}
