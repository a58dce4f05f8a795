"""A model of the accelerator's registers (docs/engine.md, "Registers"), in place of the simulation:
it speaks as register_server.cpp does, and computes logits of its own. Each access of a register is
recorded in the file that RECORD names.

A logit is (frame's sum of bytes) * (its index + 1) - 1000.
"""

import os
import struct
import sys

HEIGHT, WIDTH, CHANNELS, OUTPUTS, FRAMES = 4, 6, 3, 10, 3
BYTES = HEIGHT * WIDTH * CHANNELS
MAGIC = b"VITC"

registers = {offset: 0 for offset in (0x04, 0x08, 0x0C, 0x10, 0x14, 0x1C, 0x20, 0x28, 0x2C, 0x34)}
done = 0  # bits done and ready of the control register
status = 0
counters = {0x80: 0, 0xE8: 0}
memory = {}
busy = 0  # reads of the control register until it is done
addresses = iter(range(0x900000000, 0xA00000000, 0x100000))
recorded = open(os.environ["RECORD"], "w")


def frame(index):
    return bytes((7 * index + 13 * i) % 251 for i in range(BYTES))


def logits(content):
    return [sum(content) * (i + 1) - 1000 for i in range(OUTPUTS)]


def address(low):
    return registers[low] | registers[low + 4] << 32


def start():
    global busy, status
    busy = 3
    frames = registers[0x34] or 1
    counters.update({0x80: 100 * frames, 0xE8: frames})
    if not memory[address(0x10)].startswith(MAGIC):
        status = 1
        return
    content = memory[address(0x1C)]
    parts = [content[i * BYTES : (i + 1) * BYTES] for i in range(frames)]
    out = b"".join(struct.pack("<%di" % OUTPUTS, *logits(part)) for part in parts)
    rest = memory[address(0x28)][len(out) :]
    memory[address(0x28)] = out + rest
    status = frames << 16


def finish():
    global done
    done = 0b1010
    registers[0x0C] |= registers[0x08]


def read(offset):
    global busy, done
    if offset == 0x00:
        if busy:
            busy -= 1
            if busy == 0:
                finish()
            return 1
        found, done = done | 0b100, 0
        return found
    if offset == 0x3C:
        return status
    if offset in counters:
        return counters[offset]
    return registers.get(offset, 0)


def write(offset, value):
    masks = {0x04: 1, 0x08: 3}
    if offset == 0x00 and value & 1:
        start()
    elif offset == 0x0C:
        registers[0x0C] ^= value & 3
    elif offset in registers:
        registers[offset] = value & masks.get(offset, 0xFFFFFFFF)


def answer(verb, words):
    if verb == "frames":
        return FRAMES
    if verb == "input":
        return frame(int(words[0])).hex()
    if verb == "expected":
        return " ".join(map(str, logits(frame(int(words[0])))))
    if verb == "alloc":
        at = next(addresses)
        memory[at] = b"\x5a" * int(words[0])
        return at
    if verb == "free":
        del memory[int(words[0])]
        return "ok"
    if verb == "put":
        memory[int(words[0])] = bytes.fromhex(words[1])
        return "ok"
    if verb == "get":
        return memory[int(words[0])][: int(words[1])].hex()
    recorded.write(" ".join([verb] + words) + "\n")
    if verb == "read":
        return read(int(words[0]))
    write(int(words[0]), int(words[1]))
    return "ok"


for line in sys.stdin:
    verb, *words = line.split()
    print(answer(verb, words), flush=True)
