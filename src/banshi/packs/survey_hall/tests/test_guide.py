"""The user manual speaks of what the pack has."""

from pathlib import Path

from banshi.packs.survey_hall.map_review import MAP_REVIEW
from banshi.packs.survey_hall.matters import LARGEST
from banshi.packs.survey_hall.pages import MENUS

GUIDE = (Path(__file__).parents[1] / "guide.md").read_text()


def test_the_manual_names_every_move_every_list_and_the_largest_file() -> None:
    """Red when a button or a list is renamed and the manual is not."""
    lists = {page.title for page in MENUS[1].pages[:-1]}
    assert not {title for title in lists | {move.title for move in MAP_REVIEW.flow.moves} if title not in GUIDE}
    assert f"{LARGEST // 1024**2} MB" in GUIDE
