"""密码单 as a PDF to hand over: one page a unit. It is drawn for one answer and kept nowhere, as the password stands in it."""

from collections.abc import Sequence
from dataclasses import asdict

from banshi.ledger import clock
from banshi.papers import drawing
from banshi.people.accounts.handing_out import Slip
from banshi.people.signing_in.passwords import ISSUED_FOR


def pdf(slips: Sequence[Slip], *, address: str, by: str) -> bytes:
    """The pages of these slips: where to sign in, as whom, with which initial password and until when; `by` is who hands them out."""
    today = clock.today()
    data = {
        "title": "初始密码单",
        "day": today.isoformat(),
        "until": (today + ISSUED_FOR).isoformat(),
        "address": address,
        "by": by,
        "slips": [asdict(slip) for slip in slips],
    }
    return drawing.plain_pdf("slip", data)
