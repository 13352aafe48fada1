"""The bytes of a PDF from first to last (ISO 32000-1, 7.5): objects, tables and marks, and nothing in between or behind them.

An incremental update appends to what was there, so every revision ends with its own end mark and is a document by itself.
"""

import re

from banshi.files.inspecting.unfit import APPENDED, Unfit

BLANK = b"\0\t\n\f\r \x1a"
END = b"%%EOF"
HEADER = b"%PDF-"
PIECE = re.compile(
    rb"[\0\t\n\f\r \x1a]+|%%EOF"
    rb"|%(?!%EOF)[^\r\n]{0,200}(?=[\r\n]|\Z)"  # a remark, too short to hold a page of the web
    rb"|\d+[\0\s]+\d+[\0\s]+obj\b.*?endobj"
    rb"|xref[\0\s0-9nf]*trailer.*?(?=startxref)"
    rb"|startxref[\0\s]+(?P<place>\d+)",
    re.DOTALL,
)
MOST = 100


def revisions(data: bytes) -> list[int]:
    """Where every state the document was in ends, the last one last. Raises Unfit when something else stands in the file."""
    ends, at, place = [], 0, 0
    while at < len(data):
        piece = PIECE.match(data, at)
        if not piece or (at and piece[0].startswith(HEADER)):
            raise Unfit(APPENDED)
        at, place = piece.end(), int(piece["place"] or place)
        if piece[0] == END:
            ends.append((at, 0 < place < at))
    if not data.rstrip(BLANK).endswith(END) or len(ends) > MOST:
        raise Unfit(APPENDED)
    # The first part of a linearized file names no place, or a later one (annex F): it is no document by itself.
    return [end for end, whole in ends[:-1] if whole] + [ends[-1][0]]
