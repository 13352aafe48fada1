"""R8: double click, back button, replay: filed once."""

from banshi.cases.models import Case
from banshi.ledger import queries as ledger
from banshi.ledger.tokens import new_token
from soak.books import HISTORY
from soak.browser import Browser
from soak.figure import Figure, Sizes
from soak.filing import attach, fill_in, open_case, photo, report
from soak.house import site
from soak.world import make_world
from tests.harness.crowds import at_once


def presses(sizes: Sizes) -> Figure:
    """One page's 【提交】 is pressed so many times at once, and once more when all is over."""
    person = make_world().filers[0]
    with site() as there:
        browser = Browser(person.session, there.port)
        ref, token = open_case(browser, person), new_token()
        fill_in(browser, ref, 0)
        attach(browser, ref, 0, photo(0))
        answers = at_once(sizes.presses, lambda: report(Browser(person.session, there.port), ref, token))
        answers.append(report(browser, ref, token))
    case = Case.objects.get(ref=ref)
    counted = {
        "presses": len(answers),
        "answers": len({(each.status, each.location) for each in answers}),
        "submissions": case.submissions.count(),
        "events": len(ledger.history(f"case:{case.pk}")),
    }
    return Figure(
        "R8", counted, (counted["answers"], counted["submissions"], counted["events"]) == (1, 1, len(HISTORY))
    )
