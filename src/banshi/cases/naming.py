"""What a case is called: its matter and, where a unit may have several, the answers that tell it from the others."""

from collections.abc import Mapping
from typing import Any

from banshi.define import Matter
from banshi.forms.answers import show
from banshi.lib.text import plain

LONGEST = 40  # characters


def name_of(matter: Matter, answers: Mapping[str, Any]) -> str:
    """The answers, typed or filed, that tell a case from the others of its unit: 地块 01; "" where there are none yet."""
    shown = ((field, answers.get(key)) for key in matter.names if (field := matter.form.field(key)))
    said = " ".join(filter(None, (plain(show(field, answer)) for field, answer in shown)))
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def titled(matter: Matter, name: str) -> str:
    """The title of a case of that name: 地块信息 · 地块 01; the matter's own for one without."""
    return " · ".join(filter(None, (matter.title, name)))
