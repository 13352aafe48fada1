"""密码单 as a PDF to hand over: one page a unit. It is drawn for one answer and kept nowhere, as the password stands in it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from banshi.papers import drawing
from banshi.people.accounts.handing_out import Slip
from banshi.people.signing_in.passwords import ISSUED_FOR


def pdf(slips: Sequence[Slip], *, day: date, address: str, by: str) -> bytes:
    """The pages of these slips: where to sign in, as whom, with which initial password and until when; they were issued on `day`, `by` is
    who hands them out."""
    data = {
        "title": "初始密码单",
        "day": day.isoformat(),
        "until": (day + ISSUED_FOR).isoformat(),
        "address": address,
        "by": by,
        "slips": [asdict(slip) for slip in slips],
    }
    return drawing.plain_pdf("slip", data)
