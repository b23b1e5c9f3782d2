"""Draw the pictures of seals and name stamps, byte for byte the same on every run."""

from __future__ import annotations

import math
import struct
import zlib

from maker.parts import Stamp

SEAL_PIXELS = 240
STAMP_PIXELS = (180, 80)


def drawn(stamp: Stamp) -> bytes:
    """Draw what a stamp shows, in red or in black."""
    if stamp.look == "name":
        wide, high = STAMP_PIXELS
        return png([bytes(in_stamp(x, y, wide, high) for x in range(wide)) for y in range(high)], black=stamp.black)
    middle = SEAL_PIXELS / 2
    inked = SEALS[stamp.look]
    places = [[(x - middle, y - middle) for x in range(SEAL_PIXELS)] for y in range(SEAL_PIXELS)]
    return png([bytes(inked(*place) for place in row) for row in places], black=stamp.black)


def png(rows: list[bytes], *, black: bool = False) -> bytes:
    """Return a two-colour PNG, 0 transparent and 1 red or black; a row holds one byte a pixel."""
    wide, high = len(rows[0]), len(rows)
    packed = b"".join(b"\0" + pack(row) for row in rows)
    header = struct.pack(">IIBBBBB", wide, high, 1, 3, 0, 0, 0)
    parts = [
        (b"IHDR", header),
        (b"PLTE", bytes((255, 255, 255, 0 if black else 255, 0, 0))),
        (b"tRNS", b"\0\xff"),
        (b"IDAT", zlib.compress(packed, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack(row: bytes) -> bytes:
    """Pack a row of 0 and 1 into bits, padded to whole bytes."""
    bits = "".join(str(bit) for bit in row).ljust(-(-len(row) // 8) * 8, "0")
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def in_seal(x: float, y: float) -> bool:
    """Tell whether a point (from the centre, in pixels) is red."""
    far = math.hypot(x, y)
    return 112 <= far <= 119 or in_star(x, y, far)


def in_star(x: float, y: float, far: float) -> bool:
    """Tell whether a point lies in a star of radius 40 that points upwards."""
    fifth = 2 * math.pi / 5
    turn = abs((math.atan2(x, -y) + fifth / 2) % fifth - fifth / 2)
    inner = 40 * math.cos(fifth) / math.cos(fifth / 2)
    across, along = far * math.sin(turn), far * math.cos(turn)
    tip_x, tip_y = inner * math.sin(fifth / 2), inner * math.cos(fifth / 2)
    return (40 - along) * tip_x >= across * (40 - tip_y)


def in_leaning(x: float, y: float) -> bool:
    """Tell whether a point of a seal that leans 20 degrees to the right is red."""
    lean = math.radians(20)
    return in_seal(x * math.cos(lean) + y * math.sin(lean), y * math.cos(lean) - x * math.sin(lean))


def in_emblem(x: float, y: float) -> bool:
    """Tell whether a point of a seal with an emblem is red: a wheel of twelve spokes stands for one."""
    far, turn = math.hypot(x, y), math.atan2(y, x)
    return 112 <= far <= 119 or 30 <= far <= 42 or (far < 30 and math.cos(12 * turn) > 0)


def in_ring(x: float, y: float) -> bool:
    """Tell whether a point of a seal with nothing in its middle is red."""
    return 112 <= math.hypot(x, y) <= 119


def in_square(x: float, y: float) -> bool:
    """Tell whether a point of a square seal with a star is red."""
    return 112 <= max(abs(x), abs(y)) <= 119 or in_star(x, y, math.hypot(x, y))


def in_stamp(x: int, y: int, wide: int, high: int) -> bool:
    """Tell whether a pixel belongs to the frame or to a stroke."""
    if min(x, y, wide - 1 - x, high - 1 - y) < 5:
        return True
    column, inside = x % 55, 14 < y < high - 14 and 14 < x < wide - 14
    return inside and (20 < column < 26 or (y % 18 < 4 and 10 < column < 40))


SEALS = {"star": in_seal, "leaning": in_leaning, "emblem": in_emblem, "square": in_square, "ring": in_ring}
