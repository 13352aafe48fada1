"""The user manuals: every picture is there, small, and of something the walks see."""

import io
from pathlib import Path

import pytest
from PIL import Image

from banshi.catalogue import shelf
from banshi.catalogue.pictures import folder
from banshi.jobs.docs.pictures import small, steps
from tests.harness.house import ROOT

LARGEST = 60 * 1024
WALKS = "".join(
    each.read_text() for each in [*ROOT.glob("tests/walks/*.py"), *ROOT.glob("src/banshi/packs/*/tests/*.py")]
)
AREAS = ((255, 255, 255), (243, 245, 249), (158, 27, 27), (16, 46, 82))


@pytest.mark.parametrize("pack", sorted(shelf.packs()))
def test_P12_every_picture_a_guide_names_is_there_and_no_other(pack: str) -> None:
    """Red when a picture is missing: run the walks and `make manuals`."""
    assert {each.stem for each in folder(pack).glob("*")} == set(steps(shelf.pack(pack).guide))
    assert not [each.name for each in folder(pack).glob("*") if each.stat().st_size > LARGEST]


@pytest.mark.parametrize("pack", sorted(shelf.packs()))
def test_P12_every_picture_is_of_a_step_the_walks_take(pack: str) -> None:
    """Red when a walk gives a step another name, so that its picture would never be taken again."""
    assert not [step for step in steps(shelf.pack(pack).guide) if f'"{step}"' not in WALKS]


def test_P12_the_manual_shows_every_step_of_the_agencys_own() -> None:
    """P12 is the manual itself."""
    shown = {step.partition("-")[0] for step in steps(shelf.pack("property_rights").guide)}
    assert {f"P{number:02}" for number in range(1, 14)} - shown == {"P12"}


def test_a_window_becomes_small_and_its_areas_keep_their_colours(tmp_path: Path) -> None:
    """Red when colours are averaged: the ground of a page becomes white, the red of a mistake black."""
    window = Image.linear_gradient("L").resize((1280, 900)).convert("RGB")
    for number, colour in enumerate(AREAS):
        window.paste(colour, (0, 100 * number, 1280, 100 * number + 90))
    window.save(tmp_path / "window.png")
    with Image.open(io.BytesIO(small(tmp_path / "window.png"))) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1000, 703))
        seen = picture.convert("RGB")
        assert tuple(seen.getpixel((500, 78 * number + 35)) for number in range(len(AREAS))) == AREAS
