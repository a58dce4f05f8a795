"""The Python driver on the simulated accelerator: test_vitcc_accel.py SERVER [OPTION]..."""

import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(HERE, "stand_ins"), os.path.dirname(HERE)]
try:
    import numpy
except ImportError:
    sys.path.insert(0, os.path.join(HERE, "stand_ins", "numpy_if_missing"))
    import numpy

import pynq  # noqa: E402
import vitcc_accel_facts as facts  # noqa: E402
from vitcc_accel import Accelerator, AcceleratorError  # noqa: E402

COMMAND = sys.argv[1:]


def option(name):
    return COMMAND[COMMAND.index(name) + 1]


class DriverTest(unittest.TestCase):
    def setUp(self):
        pynq.server = pynq.Server(COMMAND)
        self.image = option("--image")
        self.frames = min(int(option("--frames")), int(pynq.server.ask("frames")))

    def tearDown(self):
        self.assertEqual(pynq.server.close(), 0)
        self.assertEqual(pynq.Buffer.live, 0)

    def images(self):
        content = b"".join(
            bytes.fromhex(pynq.server.ask("input", i)) for i in range(self.frames)
        )
        return numpy.frombuffer(content, "u1").reshape(self.frames, *facts.INPUT_SHAPE)

    def expected(self):
        return [
            [int(word) for word in pynq.server.ask("expected", i).split()]
            for i in range(self.frames)
        ]

    def test_gives_the_logits_of_the_reference(self):
        for batch in (1, self.frames):
            with Accelerator("a.bit", self.image, batch=batch) as accelerator:
                found = accelerator.run_integers(self.images()).tolist()
                self.assertEqual(found, self.expected())
                counters = accelerator.counters()
                self.assertEqual(counters["frames"], batch)
                self.assertGreater(counters["cycles"], 0)

    def test_scales_them(self):
        with Accelerator("a.bit", self.image) as accelerator:
            found = accelerator.run(self.images()).tolist()
        for row, integers in zip(found, self.expected()):
            for real, integer in zip(row, integers):
                self.assertAlmostEqual(real, integer * facts.LOGIT_SCALE)

    def test_refuses_other_images(self):
        height, width, channels = facts.INPUT_SHAPE
        with Accelerator("a.bit", self.image) as accelerator:
            for shape in ((1, height, width, channels + 1), (height, width, channels)):
                with self.assertRaisesRegex(AcceleratorError, "images must be N x"):
                    accelerator.run(numpy.zeros(shape, "u1"))
            with self.assertRaisesRegex(AcceleratorError, "found int32"):
                accelerator.run(numpy.zeros((1,) + facts.INPUT_SHAPE, "i4"))
        with self.assertRaisesRegex(AcceleratorError, "was closed"):
            accelerator.run(self.images())

    def test_refuses_other_memory_images(self):
        with open(self.image, "rb") as file:
            content = bytearray(file.read())
        for at, message in ((0, "not a memory image"), (8, "another engine")):
            changed = bytearray(content)
            changed[at] ^= 1
            with tempfile.NamedTemporaryFile(suffix=".bin") as file:
                file.write(changed)
                file.flush()
                with self.assertRaisesRegex(AcceleratorError, message):
                    Accelerator("a.bit", file.name)

    def test_says_what_the_status_says(self):
        with Accelerator("a.bit", self.image) as accelerator:
            accelerator._image[:] = numpy.zeros((facts.IMAGE_BYTES,), "u1")
            accelerator._image.flush()
            with self.assertRaisesRegex(AcceleratorError, "wrong magic or version"):
                accelerator.run(self.images())

    def test_registers_hold_what_the_map_says(self):
        registers = pynq.Registers()
        registers.write(facts.REGISTERS["INTERRUPT_GLOBAL"], 0)
        for name, offset in facts.REGISTERS.items():
            fields = facts.FIELDS[name].values()
            if any(access not in ("read_write", "read_only") for _, _, access in fields):
                continue
            writable = sum(mask for mask, _, access in fields if access == "read_write")
            before = registers.read(offset)
            registers.write(offset, 0xFFFFFFFF)
            self.assertEqual(registers.read(offset) & writable, writable, name)
            self.assertEqual(registers.read(offset) & ~writable, before & ~writable, name)
            registers.write(offset, 0)
            self.assertEqual(registers.read(offset) & writable, 0, name)

    def test_control_and_interrupts_do_what_the_map_says(self):
        def read(name):
            return pynq.Registers().read(facts.REGISTERS[name])

        def write(name, value):
            pynq.Registers().write(facts.REGISTERS[name], value)

        done = facts.FIELDS["CONTROL"]["DONE"][0]
        with Accelerator("a.bit", self.image) as accelerator:
            write("INTERRUPT_ENABLE", 3)
            accelerator.run(self.images())
            # The driver polled; the first read that saw idle cleared done.
            self.assertEqual(read("CONTROL") & done, 0)
            self.assertEqual(read("INTERRUPT_STATUS"), 3)
            write("INTERRUPT_STATUS", 1)
            self.assertEqual(read("INTERRUPT_STATUS"), 2)
            write("INTERRUPT_STATUS", 3)
            self.assertEqual(read("INTERRUPT_STATUS"), 1)
            write("INTERRUPT_STATUS", 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
