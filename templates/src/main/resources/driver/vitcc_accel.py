"""The accelerator under PYNQ: load the overlay and the memory image, run batches of images.

    from vitcc_accel import Accelerator

    with Accelerator("vitcc_accel.bit", "vitcc.bin") as accelerator:
        logits = accelerator.run(images)  # uint8, N x H x W x C, to float, N x classes

Registers and sizes are in vitcc_accel_facts.py, beside this.
"""

import os
import struct
import time

import numpy
import pynq

import vitcc_accel_facts as facts


class AcceleratorError(RuntimeError):
    """What the accelerator, or what is given to it, is refused with."""


class Accelerator:
    """One accelerator, with memory for its image and for batches of images.

    bitstream: the .bit of the build, its .hwh beside it
    image: the memory image of the build, image/vitcc.bin
    batch: frames that one start runs, at most; larger arrays take several starts
    timeout: seconds that a start may take
    """

    def __init__(self, bitstream, image, batch=16, timeout=60.0, name="vitcc_accel_0"):
        if batch < 1:
            raise AcceleratorError("batch must be at least 1, found %d" % batch)
        content = _read_image(image)
        self.batch = batch
        self.timeout = timeout
        self.seconds = 0.0  # from start to done, of the last run
        self._buffers = []
        self.overlay = pynq.Overlay(os.fspath(bitstream))
        core = getattr(self.overlay, name, None)
        if core is None:
            raise AcceleratorError("the overlay has no %s: is it of this build?" % name)
        self._registers = core.mmio if hasattr(core, "mmio") else core
        if not self._field("CONTROL", "IDLE"):
            raise AcceleratorError("the accelerator runs: somebody else uses it")
        try:
            self._image = self._allocate((len(content),), "u1")
            self._input = self._allocate((batch,) + facts.INPUT_SHAPE, "u1")
            self._output = self._allocate((batch, facts.OUTPUTS), "i4")
        except Exception:
            self._free()
            raise
        self._image[:] = numpy.frombuffer(content, "u1")
        self._image.flush()
        self._output.flush()

    def run(self, images):
        """Logits of images, as the model has them: real numbers, N x classes."""
        return self.run_integers(images) * facts.LOGIT_SCALE

    def run_integers(self, images):
        """The integers that the accelerator writes: logits without their scale."""
        self._check(images)
        self.seconds = 0.0
        results = numpy.empty((len(images), facts.OUTPUTS), "i4")
        for first in range(0, len(images), self.batch):
            part = images[first : first + self.batch]
            count = len(part)
            self._input[:count] = part
            self._input.flush()
            self._start(count)
            self._wait(count)
            self._output.invalidate()
            results[first : first + count] = self._output[:count]
        return results

    def counters(self):
        """The counters of the last start, by name."""
        return {
            name: self._registers.read(offset) | self._registers.read(offset + 4) << 32
            for name, offset in facts.COUNTERS.items()
        }

    def close(self):
        """Gives the memory back; refused while the accelerator may still write to it."""
        if self._buffers and not self._field("CONTROL", "IDLE"):
            raise AcceleratorError("the accelerator still runs, and its memory is kept")
        self._free()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def _check(self, images):
        if not self._buffers:
            raise AcceleratorError("the accelerator was closed")
        shape = tuple(images.shape)
        if len(shape) != 4 or shape[0] < 1 or shape[1:] != facts.INPUT_SHAPE:
            raise AcceleratorError(
                "images must be N x %d x %d x %d, found %s"
                % (facts.INPUT_SHAPE + (" x ".join(map(str, shape)),))
            )
        if str(images.dtype) != "uint8":
            raise AcceleratorError("images must be uint8, found %s" % images.dtype)

    def _allocate(self, shape, dtype):
        buffer = pynq.allocate(shape=shape, dtype=dtype)
        self._buffers.append(buffer)
        if buffer.device_address % facts.ALIGNMENT != 0:
            raise AcceleratorError(
                "memory at 0x%x is not aligned to %d bytes"
                % (buffer.device_address, facts.ALIGNMENT)
            )
        return buffer

    def _free(self):
        while self._buffers:
            self._buffers.pop().freebuffer()

    def _start(self, count):
        if not self._field("CONTROL", "IDLE"):
            raise AcceleratorError("the accelerator still runs")
        self._write_address("IMAGE", self._image.device_address)
        self._write_address("INPUT", self._input.device_address)
        self._write_address("OUTPUT", self._output.device_address)
        self._write("FRAMES", count)
        self._write("CONTROL", facts.FIELDS["CONTROL"]["START"][0])

    def _wait(self, count):
        begin = time.monotonic()
        while not self._field("CONTROL", "IDLE"):
            if time.monotonic() - begin > self.timeout:
                # It may have finished just now.
                if self._field("CONTROL", "IDLE"):
                    break
                raise AcceleratorError("not done after %g seconds" % self.timeout)
        self.seconds += time.monotonic() - begin
        status = self._read("STATUS")
        for mask, meaning in facts.ERRORS.items():
            if status & mask:
                raise AcceleratorError("the accelerator stopped: %s" % meaning)
        done = self._field("STATUS", "FRAMES_DONE")
        if done != count & 0xFFFF:
            raise AcceleratorError("%d frames done of %d" % (done, count))

    def _read(self, register):
        return self._registers.read(facts.REGISTERS[register])

    def _write(self, register, value):
        self._registers.write(facts.REGISTERS[register], value)

    def _field(self, register, name):
        mask, lsb, _ = facts.FIELDS[register][name]
        return (self._read(register) & mask) >> lsb

    def _write_address(self, register, address):
        self._write(register + "_LOW", address & 0xFFFFFFFF)
        self._write(register + "_HIGH", address >> 32)


def _read_image(image):
    """The bytes of a memory image that is of this build."""
    with open(image, "rb") as file:
        content = file.read()
    if len(content) < 12:
        raise AcceleratorError("%s is not a memory image" % image)
    magic, version, fingerprint = struct.unpack_from("<3I", content)
    if (magic, version) != (facts.IMAGE_MAGIC, facts.IMAGE_VERSION):
        raise AcceleratorError("%s is not a memory image, or of another version" % image)
    if fingerprint != facts.ENGINE_FINGERPRINT:
        raise AcceleratorError("%s is for another engine than this driver" % image)
    if len(content) != facts.IMAGE_BYTES:
        raise AcceleratorError(
            "%s has %d bytes, expected %d" % (image, len(content), facts.IMAGE_BYTES)
        )
    return content
