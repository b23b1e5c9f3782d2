"""Draw the red pictures of the samples, byte for byte the same on every run: a round seal and a name stamp."""

from __future__ import annotations

import math
import struct
import zlib

SEAL_PIXELS = 240
STAMP_PIXELS = (180, 80)


def png(rows: list[bytes]) -> bytes:
    """Return a two-colour PNG, 0 transparent and 1 red; a row holds one byte a pixel."""
    wide, high = len(rows[0]), len(rows)
    packed = b"".join(b"\0" + pack(row) for row in rows)
    header = struct.pack(">IIBBBBB", wide, high, 1, 3, 0, 0, 0)
    parts = [
        (b"IHDR", header),
        (b"PLTE", bytes((255, 255, 255, 255, 0, 0))),
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


def seal() -> bytes:
    """Draw a round seal: a ring with a five-pointed star."""
    middle = SEAL_PIXELS / 2
    return png([bytes(in_seal(x - middle, y - middle) for x in range(SEAL_PIXELS)) for y in range(SEAL_PIXELS)])


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


def name_stamp() -> bytes:
    """Draw a name stamp: a frame with a few strokes in it."""
    wide, high = STAMP_PIXELS
    return png([bytes(in_stamp(x, y, wide, high) for x in range(wide)) for y in range(high)])


def in_stamp(x: int, y: int, wide: int, high: int) -> bool:
    """Tell whether a pixel belongs to the frame or to a stroke."""
    if min(x, y, wide - 1 - x, high - 1 - y) < 5:
        return True
    column, inside = x % 55, 14 < y < high - 14 and 14 < x < wide - 14
    return inside and (20 < column < 26 or (y % 18 < 4 and 10 < column < 40))
