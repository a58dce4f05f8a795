"""What the driver uses of PYNQ, on the simulated accelerator: an overlay with one block, and
memory with two sides, of which the accelerator sees what was flushed."""

import subprocess

import numpy

server = None  # set by the test


class Server:
    """The process that simulates; see register_server.cpp."""

    def __init__(self, command):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True
        )

    def ask(self, *words):
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise AssertionError("the simulation ended with %d" % self._process.wait())
        return answer.strip()

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        return self._process.wait()


class Registers:
    def read(self, offset=0):
        return int(server.ask("read", offset))

    def write(self, offset, value):
        server.ask("write", offset, value)


class Block:
    mmio = Registers()


class Overlay:
    def __init__(self, bitfile):
        self.bitfile = bitfile
        self.vitcc_accel_0 = Block()


class Buffer:
    """An array that processor and accelerator share, in pages."""

    live = 0

    def __init__(self, shape, dtype):
        self._array = numpy.zeros(shape, dtype)
        self._bytes = len(self._array.tobytes())
        self.device_address = int(server.ask("alloc", self._bytes))
        Buffer.live += 1

    def __setitem__(self, key, value):
        self._array[key] = value

    def __getitem__(self, key):
        return self._array[key]

    def flush(self):
        server.ask("put", self.device_address, self._array.tobytes().hex())

    def invalidate(self):
        content = bytes.fromhex(server.ask("get", self.device_address, self._bytes))
        whole = numpy.frombuffer(content, self._array.dtype)
        self._array[:] = whole.reshape(self._array.shape)

    def freebuffer(self):
        server.ask("free", self.device_address)
        Buffer.live -= 1


def allocate(shape, dtype="u4", **unused):
    return Buffer(shape, dtype)
