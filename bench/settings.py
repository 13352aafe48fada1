"""The site as it is, with one pack more: the one whose life is measured."""

from pathlib import Path

import banshi.packs

banshi.packs.__path__.append(str(Path(__file__).parent / "packs"))

from banshi.config.settings import *  # noqa: E402, F403 (the packs must be known before the settings)

INSTALLED_APPS += ["bench"]  # noqa: F405
