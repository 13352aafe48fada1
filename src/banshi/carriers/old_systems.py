"""Old systems are asked whether an account there is whose it is said to be.

They take {"username", "password", "by_key"} as JSON over HTTP and answer {"right": true} or {"right": false}. One with a protocol of its
own gets a small program in between that takes this one.
"""

import json
from http.client import HTTPException

from django.conf import settings

from banshi.carriers import posting

TIMEOUT = 5  # seconds; somebody waits at the page


class NotReached(RuntimeError):
    """The old system has said neither yes nor no; or nobody has set where it answers."""


def is_right(system: str, username: str, password: str, *, by_key: bool) -> bool:
    """True when the old system knows that account by that password. Raises NotReached."""
    address = settings.OLD_SYSTEMS.get(system, "")
    if not address:
        raise NotReached(f"no address is set for the old system {system}")
    message = json.dumps({"username": username, "password": password, "by_key": by_key}).encode()
    try:
        right = json.loads(posting.post(address, message, TIMEOUT))["right"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as fault:
        raise NotReached(f"the old system {system} gave no answer: {type(fault).__name__}") from fault
    if not isinstance(right, bool):
        raise NotReached(f"the old system {system} answered neither yes nor no")
    return right
