"""What waits for an administrator, so that the menu of the console says how much of it there is."""

from banshi.lib.actor import Actor
from banshi.people.accounts import confirmations
from banshi.people.models import Dispute, Plea, Registration, Renewal


def counts(by: Actor) -> dict[str, int]:
    """How much waits for a decision, by the page where it is made; a request only for who may confirm it."""
    if by.holds("system_admin"):
        return {"confirmations": confirmations.running().filter(confirmed_by=None).count()}
    if not by.holds("security_admin"):
        return {}
    return {
        "registrations": Registration.objects.filter(closed_at=None).count(),
        "pleas": Plea.objects.filter(closed_at=None).count(),
        "disputes": Dispute.objects.filter(closed_at=None).exclude(brought_at=None).count(),
        "renewals": Renewal.objects.filter(closed_at=None).count(),
    }
