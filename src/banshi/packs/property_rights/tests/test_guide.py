"""The user manual speaks of what the pack has."""

import re
from pathlib import Path

from banshi.packs.property_rights.flow import OCCUPATION
from banshi.packs.property_rights.materials import COMPLIANCE
from banshi.packs.property_rights.pages import MENUS
from banshi.packs.property_rights.rules import RULES

GUIDE = (Path(__file__).parents[1] / "guide.md").read_text()


def test_p12_the_manual_names_every_page_and_every_move() -> None:
    """Red when a menu entry or a button is renamed and the manual is not."""
    titles = {page.title for menu in MENUS[:-1] for page in menu.pages} | {move.title for move in OCCUPATION.moves}
    assert not {title for title in titles if title not in GUIDE}


def test_p12_the_manual_knows_the_limits_and_only_rules_that_exist() -> None:
    assert f"{COMPLIANCE.largest // 1024**2} MB" in GUIDE
    assert set(re.findall(r"PR\d\d", GUIDE)) <= {rule.code for rule in RULES}
