"""移交账户: an issued account goes to the next person. Name, phone, password and authenticator are set anew at a first sign-in; what was
done until then stays with the name of who did it."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db import transaction

from banshi.lib import codes
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden
from banshi.people import actions, rules
from banshi.people.accounts import handing_out
from banshi.people.accounts.handing_out import Slip
from banshi.people.models import Account
from banshi.people.refusals import wrong
from banshi.people.signing_in import passwords

PERSONAL = "有审批权的账户、管理员的账户和个人注册的账户属于本人，不能移交。请由安全管理员停用，再为接任者发放新账户。"
TOLD = "账户 {username} 已移交给新的填报人，原来的密码和登录都已失效。接任者请凭密码单在 14 天内登录。如有疑问，请立即联系管理机构。"


def transfer_own(*, phone: str, password: str, deciding: Collection[str], by: Actor) -> Slip:
    """The holder gives the account to whoever is reached at that phone, and is out at the next request.

    Raises Invalid at `phone` or `password`, TooMany after many tries of the password, and Forbidden for an account that decides.
    """
    mobile = codes.mobile(phone)
    if not mobile:
        raise wrong("phone", "请填写接任者的 11 位手机号。")
    proven = actions.require_password(password, by=by, cell="password")
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.own_account)
        if account.password != proven:
            raise Conflict("密码刚刚已在别处修改，账户没有移交。")
        return transfer(account, mobile, deciding, by)


@transaction.atomic
def transfer_absent(username: str, *, deciding: Collection[str], token: str = "", by: Actor) -> Slip | None:
    """The security administrator transfers the account of a holder who is gone, on a letter of its unit. None while a second administrator
    is asked, where the unit reviews what others file."""
    account = handing_out.account_of_others(username, by, token)
    require_transferable(account, deciding)
    if not handing_out.confirmed("transfer", account, deciding, by):
        return None
    return transfer(account, "", deciding, by)


def require_transferable(account: Account, deciding: Collection[str]) -> None:
    """Raises Forbidden for an account that decides, an administrator's, a person's own, and one without an open unit."""
    roles = {link.role for link in account.links_now}
    if account.personal or not roles or roles & {*deciding, *rules.ADMINISTRATION}:
        raise Forbidden(PERSONAL)


def transfer(account: Account, phone: str, deciding: Collection[str], by: Actor) -> Slip:
    """The account begins anew, as if it had just been issued; both are told. Belongs to the caller's transaction."""
    require_transferable(account, deciding)
    unit, before, word = account.links_now[0].organisation.name, account.phone, passwords.issued()
    Authenticator.objects.filter(user=account).delete()
    account.name, account.department, account.email = unit[:60], "", ""
    account.phone_sealed = account.phone_index = ""
    account.era += 1
    handing_out.set_initial(account, word)
    account.save()
    handing_out.note(account, "transferred", by, TOLD.format(username=account.username), before, phone)
    return Slip(unit, account.username, word)
