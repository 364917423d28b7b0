"""The words on the pipe between samma.pdf.engine and the render process: pieces with their length before them.

Plain bytes and not pickles: what comes back from a process that read a stranger's document is only looked at.
"""

import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
DONE, FAILED = b"+", b"-"  # how an answer begins


def write_piece(pipe: BinaryIO, piece: bytes) -> None:
    """Send one piece."""
    pipe.write(LENGTH.pack(len(piece)))
    pipe.write(piece)


def read_piece(pipe: BinaryIO) -> bytes:
    """Receive one piece; EOFError when the other side has gone."""
    (length,) = LENGTH.unpack(_read_exactly(pipe, LENGTH.size))
    return _read_exactly(pipe, length)


def _read_exactly(pipe: BinaryIO, length: int) -> bytes:
    piece = bytearray()
    while len(piece) < length:
        part = pipe.read(length - len(piece))
        if not part:
            raise EOFError
        piece += part
    return bytes(piece)
