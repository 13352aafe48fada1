"""Keys that stay with a case for good: a row that names one of another case makes a draft that can never be reported."""

from collections.abc import Mapping

from banshi.cases.models import Case
from banshi.cases.models import Claim as Held
from banshi.define import Claim, Matter
from banshi.lib.spelled import spelled


def holders(matter: Matter, key: str, units: Mapping[str, int], filed_by: int) -> dict[str, Case]:
    """The cases of the filing unit that hold these keys, however they are spelled. `key` is the field in which they stand, `units` says
    of each which unit its row is about."""
    claims = [each for each in matter.flow.report.effects if isinstance(each, Claim) and each.lasts and each.of == key]
    if not claims:
        return {}
    values = {each: spelled(f"{unit}:{each}" if claims[0].own else each) for each, unit in units.items()}
    found = Held.objects.filter(scope=claims[0].scope, value__in=set(values.values()), case__filing_unit=filed_by)
    cases = {held.value: held.case for held in found.select_related("case")}
    return {each: cases[value] for each, value in values.items() if value in cases}
