"""Afterwards: is everything that was acknowledged there, once, and whole?"""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import connections

from banshi.cases.models import Case, Submission
from banshi.files import queries as files
from banshi.files.refusals import Damaged
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.verify import prove
from soak.filing import Filed, reader

HISTORY = ["opened", "attached", "moved"]


def balance(filed: Sequence[Filed]) -> dict[str, float]:
    """How many of the acknowledged filings are lost, and of all cases doubled or half; and what the proof of the ledger objects to."""
    connections.close_all()
    known = {case.ref: case for case in Case.objects.all()}
    names = Counter(Submission.objects.values_list("answers__reader_name", flat=True))
    return {
        "filed": len(filed),
        "tries": sum(each.tries for each in filed),
        "lost": sum(each.ref not in known or not names[reader(each.number)] for each in filed),
        "doubled": len(known) - len(filed) + sum(times - 1 for times in names.values()),
        "half": sum(each.ref in known and not _whole(known[each.ref], each) for each in filed),
        "flaws": len(prove().flaws),
    }


def kept(counted: Mapping[str, float]) -> bool:
    """True when nothing is wrong with a balance."""
    return not any(counted[key] for key in ("lost", "doubled", "half", "flaws"))


def _whole(case: Case, filed: Filed) -> bool:
    """State, frozen submission with its photo, history and deliveries all tell the same."""
    submissions = list(case.submissions.all())
    events = ledger.history(f"case:{case.pk}")
    return (
        case.state == "waiting"
        and [each.answers["reader_name"] for each in submissions] == [reader(filed.number)]
        and [file["digest"] for row in submissions[0].materials for file in row["files"]] == [filed.photo]
        and _readable(filed.photo)
        and [each.kind for each in events] == HISTORY
        and Delivery.objects.filter(event_id=events[-1].id).exists()
    )


def _readable(digest: str) -> bool:
    try:
        return bool(files.content(digest))
    except Damaged:
        return False
