"""As much of numpy as the driver and its test use; only where numpy itself is not installed."""

import struct

_CODES = {"u1": "B", "uint8": "B", "i4": "i", "int32": "i", "float64": "d"}
_NAMES = {"B": "uint8", "i": "int32", "d": "float64"}


class ndarray:
    def __init__(self, shape, dtype, values):
        self.shape = tuple(shape)
        self.dtype = _NAMES[_CODES[str(dtype)]]
        self._values = values

    def _row(self):
        size = 1
        for extent in self.shape[1:]:
            size *= extent
        return size

    def _range(self, key):
        first, last, step = key.indices(len(self))
        assert step == 1
        return first, max(first, last)

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, key):
        first, last = self._range(key)
        row = self._row()
        return ndarray(
            (last - first,) + self.shape[1:], self.dtype, self._values[first * row : last * row]
        )

    def __setitem__(self, key, value):
        first, last = self._range(key)
        assert value.shape == (last - first,) + self.shape[1:], (value.shape, self.shape)
        row = self._row()
        self._values[first * row : last * row] = value._values

    def __mul__(self, factor):
        return ndarray(self.shape, "float64", [value * factor for value in self._values])

    def reshape(self, *shape):
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        return ndarray(shape, self.dtype, list(self._values))

    def tobytes(self):
        return struct.pack("<%d%s" % (len(self._values), _CODES[self.dtype]), *self._values)

    def tolist(self):
        if len(self.shape) == 1:
            return list(self._values)
        row = self._row()
        return [
            ndarray(self.shape[1:], self.dtype, self._values[i * row : (i + 1) * row]).tolist()
            for i in range(self.shape[0])
        ]


def zeros(shape, dtype):
    size = 1
    for extent in shape:
        size *= extent
    return ndarray(shape, dtype, [0] * size)


empty = zeros


def frombuffer(content, dtype):
    code = _CODES[str(dtype)]
    count = len(content) // struct.calcsize("<" + code)
    return ndarray((count,), dtype, list(struct.unpack("<%d%s" % (count, code), content)))
