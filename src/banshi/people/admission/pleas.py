"""登录求助: who has lost the phone or the authenticator, or comes in place of a holder who is gone, asks at the sign-in pages; two
administrators decide. What the asker sees never tells whether there is such an account: every step does the same for one there is not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from banshi import define
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden
from banshi.lib.text import plain
from banshi.people import rules
from banshi.people.accounts import confirmations, handing_out
from banshi.people.accounts.handing_out import Slip
from banshi.people.admission import successors
from banshi.people.models import Account, Plea
from banshi.people.persons import persons
from banshi.people.refusals import require_whole
from banshi.people.signing_in import phone_codes

PURPOSE = "plea"
ASKED = "有人在登录页申请办理账户 {username} 的求助（{kind}）。如非您本人申请，请立即联系管理机构。"
GRANTED = "您的登录求助（{kind}）已办理。"
SLIP_WAITS = "初始密码请向本单位或管理机构领取密码单。"
UNIT_PROOF = "请写明单位证明的文号、开具单位和联系电话。"
OWN_PROOF = "请写明怎样核实您是本人，例如什么时候能到窗口出示证件。"
REFUSED = "您的登录求助（{kind}）未予办理。如有疑问，请联系管理机构。"


@dataclass(frozen=True)
class Wish:
    """What was typed, until the phone has shown its code; `proven` when the account's password came with it. The phone lies sealed."""

    kind: str
    username: str
    name: str
    phone_sealed: str
    ground: str
    proven: bool

    def as_kept(self) -> dict[str, Any]:
        """As a session keeps it."""
        return asdict(self)


def kinds(said: define.SignIn) -> dict[str, str]:
    """What may be asked for at a door, with its title: where people sign up by themselves, no account goes to a successor."""
    return {kind: title for kind, title in rules.PLEAS.items() if kind != "successor" or said.signs_up is None}


def wish(typed: Mapping[str, str], said: define.SignIn, *, proven: bool) -> Wish:
    """What was typed at a door, once it is whole. Raises Invalid at what is missing; who gives no password gives what the unit says, or how
    they can show who they are."""
    name, ground, phone = (
        plain(typed.get("name", "")),
        plain(typed.get("ground", "")),
        codes.mobile(typed.get("phone", "")),
    )
    kind, username = typed.get("kind", ""), persons.username(rules.identifier(typed.get("login", ""))[: rules.LONGEST])
    problems = {
        "kind": "" if kind in kinds(said) else "请选择遇到的情况。",
        "login": rules.code_problem(username) if username else f"请填写{said.label}。",
        "name": "" if name else "请填写您的姓名。",
        "phone": "" if phone else phone_codes.NO_MOBILE,
        "ground": "" if ground or (proven and kind != "successor") else OWN_PROOF if said.signs_up else UNIT_PROOF,
    }
    require_whole(problems)
    return Wish(kind, username, name[:60], sealed.seal(phone), ground[:300], proven)


def send_code(wanted: Wish, *, session: str, by: Actor) -> None:
    """A code to the phone that was typed, whatever the account. Raises TooMany."""
    phone_codes.send(phone=sealed.opened(wanted.phone_sealed), purpose=PURPOSE, session=session, by=by)


def ask(wanted: Wish, code: str, *, session: str, by: Actor) -> None:
    """Asks the administrators, once the phone has shown its code; the present holder is told. Raises Invalid at `code`."""
    phone_codes.use(phone=sealed.opened(wanted.phone_sealed), code=code, purpose=PURPOSE, session=session)
    keep(wanted, by)


@transaction.atomic
def keep(wanted: Wish, by: Actor) -> None:
    """A wish whose phone is proven becomes a plea; the present holder is told."""
    plea = Plea.objects.create(**wanted.as_kept())
    holder = Account.objects.filter(username=wanted.username).first()
    words = ASKED.format(username=wanted.username, kind=rules.PLEAS[wanted.kind])
    tell = phone_codes.told(words, holder.phone if holder else "")
    ledger.append(f"plea:{plea.pk}", "asked", by=by, data={"kind": plea.kind, "proven": plea.proven}, deliveries=tell)


# What the administrators do ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PleaRow:
    """A plea as the administrators see it: who asks, for which account of whom (empty where there is none); phones masked. `state` is
    "open", "asked" (a second administrator is to confirm) or "confirmed"."""

    id: int
    title: str
    username: str
    holder: str
    unit: str
    phone_before: str
    name: str
    phone: str
    ground: str
    proven: bool
    asked_at: datetime
    state: str


def waiting(by: Actor) -> list[PleaRow]:
    """The pleas nobody has decided, oldest first."""
    rules.require(by, "security_admin")
    pleas = list(Plea.objects.filter(closed_at=None).order_by("pk"))
    holders = Account.objects.filter(username__in=[plea.username for plea in pleas])
    known = {account.username: account for account in holders.prefetch_related("links__organisation")}
    asked = dict(confirmations.running().filter(plea__in=pleas).values_list("plea", "confirmed_by"))
    states = {number: "confirmed" if by_whom else "asked" for number, by_whom in asked.items()}
    return [_row(plea, known.get(plea.username), states.get(plea.pk, "open")) for plea in pleas]


def _row(plea: Plea, holder: Account | None, state: str) -> PleaRow:
    links = [link for link in holder.links.all() if link.until is None] if holder else []
    return PleaRow(
        id=plea.pk,
        title=rules.PLEAS[plea.kind],
        username=plea.username,
        holder=holder.name if holder else "",
        unit=links[0].organisation.name if links else "",
        phone_before=sealed.masked_phone(holder.phone) if holder and holder.phone else "",
        name=plea.name,
        phone=sealed.masked_phone(plea.phone),
        ground=plea.ground,
        proven=plea.proven,
        asked_at=plea.asked_at,
        state=state,
    )


@dataclass(frozen=True)
class Granted:
    """What became of a plea that is to be granted: not yet `done` while a second administrator is asked; a slip for a successor."""

    done: bool
    slip: Slip | None = None


@transaction.atomic
def grant(number: int, *, token: str, deciding: frozenset[str], by: Actor) -> Granted:
    """Grants a plea, once a second administrator has confirmed it (people/accounts/confirmations.py); sessions of the account end.

    Raises Conflict where somebody was first, and Forbidden where there is no such account, or none that may be transferred.
    """
    plea = _open(number, by)
    found = Account.objects.filter(username=plea.username, links__until=None).exists()
    if not found:
        raise Forbidden("没有这个账户，或者它已没有单位，只能驳回。")
    account = handing_out.account_of_others(plea.username, by, token)
    if plea.kind == "successor":
        successors.require_transferable(account, deciding)
    if not handing_out.confirmed("plea", account, deciding, by, plea=plea.pk):
        return Granted(False)
    slip = _carry_out(plea, account, deciding, by)
    _close(plea, "granted", GRANTED + (SLIP_WAITS if slip else ""), by)
    return Granted(True, slip)


def _carry_out(plea: Plea, account: Account, deciding: frozenset[str], by: Actor) -> Slip | None:
    if plea.kind == "successor":
        return successors.transfer(account, "", deciding, by)
    account.era += 1
    if plea.kind == "authenticator":
        account.save(update_fields=["era"])
        handing_out.without_second_factor(account, by)
        return None
    if account.personal and persons.is_known_phone(plea.phone):
        raise Conflict("这个手机号已经是另一个人的账户的，不能换到这里。请驳回。")
    before, account.phone = account.phone, plea.phone
    account.save(update_fields=["era", "phone_sealed", "phone_index"])
    words = f"账户 {account.username} 的手机号已更换，原来的登录都已失效。如非您本人申请，请立即联系管理机构。"
    handing_out.note(account, "phone_replaced", by, words, before)
    return None


@transaction.atomic
def refuse(number: int, *, by: Actor) -> None:
    """Refuses a plea; nothing is changed, and the asker is told. Raises Conflict where somebody was first."""
    plea = _open(number, by)
    plea.confirmations.filter(closed_at=None).update(closed_at=clock.Now())
    _close(plea, "refused", REFUSED, by)


def _open(number: int, by: Actor) -> Plea:
    rules.require(by, "security_admin")
    plea: Plea | None = Plea.objects.select_for_update().filter(pk=number, closed_at=None).first()
    if plea is None:
        raise Conflict("这项求助已经有人办理。")
    return plea


def _close(plea: Plea, kind: str, words: str, by: Actor) -> None:
    Plea.objects.filter(pk=plea.pk).update(closed_at=clock.Now())
    tell = phone_codes.told(words.format(kind=rules.PLEAS[plea.kind]), plea.phone)
    ledger.append(f"plea:{plea.pk}", kind, by=by, data={"kind": plea.kind}, deliveries=tell)
