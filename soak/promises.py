"""Every promise that is soaked, in order of worth."""

from collections.abc import Callable, Mapping

from soak.backups import backups
from soak.clocks import clocks
from soak.damage import damage
from soak.database import database
from soak.figure import Figure, Sizes
from soak.full_disk import full_disk
from soak.messages import messages
from soak.presses import presses
from soak.races import races
from soak.rewrites import rewrites
from soak.web_workers import web_workers

PROMISES: Mapping[str, Callable[[Sizes], Figure]] = {
    "R1": web_workers,
    "R2": database,
    "R16": messages,
    "R9": races,
    "R13": backups,
    "R6": damage,
    "R12": rewrites,
    "R8": presses,
    "R15": clocks,
    "R5": full_disk,
}
