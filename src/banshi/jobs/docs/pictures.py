"""The pictures of the manuals: windows that the tests have seen, made small."""

import io
import re
from pathlib import Path

from PIL import Image

from banshi.catalogue.pictures import FOLDER

WIDTH = 1000  # pixels, so that words of a window of 1280 can be read on half an A4 page
FLAT, OTHERS = 16, 40  # colours kept as they are because they fill areas, and those that stand for all others
NEAR = 4  # steps of 255
NAMED = re.compile(rf"\]\({FOLDER}/([^)]+)\.png\)")


def steps(guide: str) -> list[str]:
    """The steps whose pictures a guide shows, in its order."""
    return NAMED.findall(guide)


def small(window: Path) -> bytes:
    """A window as a PNG of few colours: about 50 KB, and as little in a PDF."""
    with Image.open(window) as opened:
        scaled = opened.convert("RGB").resize((WIDTH, opened.height * WIDTH // opened.width), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    scaled.quantize(palette=_palette(scaled), dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _palette(picture: Image.Image) -> Image.Image:
    counted = picture.getcolors(picture.width * picture.height) or []
    flat = [colour for _, colour in sorted(counted, reverse=True)[:FLAT] if isinstance(colour, tuple)]
    values = picture.quantize(OTHERS, method=Image.Quantize.FASTOCTREE).getpalette() or []
    kept: list[tuple[int, ...]] = []
    for colour in [*flat, *zip(*[iter(values)] * 3, strict=True)]:
        if all(_apart(colour, other) for other in kept):
            kept.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in kept for value in colour])
    return palette


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Of two colours that are nearer, Pillow may take either."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= NEAR
