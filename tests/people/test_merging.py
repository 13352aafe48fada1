"""合并账户: one person's second account ends, and what it held is theirs; only they can do it, once, and nothing of a case is rewritten."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from banshi.cases import leaving, queries
from banshi.cases.models import Case
from banshi.catalogue import shelf
from banshi.ledger import clock
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.lib import sealed
from banshi.lib.refusals import NotFound
from banshi.people import demo
from banshi.people.belonging import actions as belonging
from banshi.people.merging import rules
from banshi.people.models import Account, Confirmation, Dispute, Link, Organisation, OutsideIdentity, Person
from banshi.people.persons import persons, subscriptions
from banshi.people.signing_in import passwords
from tests.people.belonging.situations import Place, a_person, act, asked, joined, roles
from tests.people.disputing import Claimant, told, two_administrators
from tests.people.merging import MERGE, NO_CODE, OTHER, browser, merge, password, phones_told, prove, two_accounts
from tests.people.newcomers import Newcomer, a_document
from tests.people.signing_in import is_in, knock, sent_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
ADMINISTRATOR, SIGNS, FILLS = (f"account_matters/{key}" for key in ("administrator", "signs", "fills"))


@pytest.fixture
def place() -> Place:
    return two_accounts("王经办", "张旁人")


def account(place: Place, name: str) -> Account:
    """As it is now."""
    return Account.objects.get(username=place.usernames[name])


def is_merged(place: Place, name: str = OTHER) -> bool:
    """True once that account is no more."""
    return account(place, name).merged_into_id is not None


# What passes, and what ends ------------------------------------------------------------------------------------------------------


def test_what_the_other_account_held_is_the_persons_and_it_opens_nothing_any_more(place: Place) -> None:
    """Red when a unit, a subscription or an identity stays behind, or a session or the password still opens."""
    joined(place, OTHER)
    subscriptions.subscribe("property_rights/occupy", by=place.actor(OTHER))
    other = account(place, OTHER)
    OutsideIdentity.objects.create(account=other, issuer="https://id.example.cn", subject="s1", name="林甜")
    elsewhere, client = browser(place, OTHER), browser(place, "林甜")
    assert merge(client, place, OTHER).headers["Location"] == "/me/units/"
    assert {SIGNS, ADMINISTRATOR} <= roles(place, "林甜")
    assert set(subscriptions.mine(place.actor("林甜"))) == {"property_rights/occupy"}
    assert OutsideIdentity.objects.get().account == account(place, "林甜")
    assert not is_in(elsewhere)
    assert knock(Client(), other.username, passwords.demo(other.username)).status_code == 422
    other = account(place, OTHER)
    assert (other.phone, other.email, other.is_active, other.personal) == ("", "", False, False)
    assert not Person.objects.filter(account=other).exists()


def test_their_own_cases_go_on_as_they_are_under_the_name_of_who_filed(place: Place) -> None:
    """Red when a case is lost, changes hands, or what waits cannot be decided any more."""
    ref = asked(place, OTHER)
    before = Case.objects.values().get(ref=ref)
    filed = ledger.history(f"case:{ref}")
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    assert Case.objects.values().get(ref=ref) == before
    assert ledger.history(f"case:{ref}") == filed
    client.post("/me/units/act/", {"unit": place.units[OTHER]})
    assert client.get(f"/cases/{ref}/").status_code == 200
    act(place, "何审核", ref, "approve")
    assert {SIGNS, ADMINISTRATOR} <= roles(place, "林甜")


def test_everybody_concerned_is_told(place: Place) -> None:
    """Red when a phone hears nothing, the unit's administrator does not, or the log says nothing."""
    joined(place, "王经办")
    joined(place, OTHER, seat="fills", decides="王经办")
    phones = {account(place, name).phone for name in ("林甜", OTHER)}
    merge(browser(place, "林甜"), place, OTHER)
    assert phones_told("merged") == phones
    notice = Delivery.objects.get(event__kind="accounts_merged", to="notices.tell").payload
    assert (notice["unit"], notice["roles"]) == (place.units["press"], [ADMINISTRATOR])
    assert place.usernames[OTHER] in notice["text"]
    assert ledger.history(f"account:{place.account(OTHER)}")[-1].kind == "merged"
    assert ledger.history(f"account:{place.account('林甜')}")[-1].kind == "merged_in"


def test_s28_the_agency_hears_where_the_only_administrator_goes_on_with_another_account(place: Place) -> None:
    """Red when nobody but who merges is told who administers the unit now."""
    joined(place, OTHER)
    joined(place, "王经办", seat="fills", decides=OTHER)
    merge(browser(place, "林甜"), place, OTHER)
    notices = Delivery.objects.filter(event__kind="accounts_merged", to="notices.tell").values_list(
        "payload", flat=True
    )
    assert {notice["unit"] for notice in notices} == {place.units["press"], place.hall}
    by_unit = {notice["unit"]: notice["roles"] for notice in notices}
    assert by_unit[place.hall] == ["account_matters/officer"]
    assert "account_matters/fills" in by_unit[place.units["press"]]


def test_of_two_seats_in_one_unit_the_higher_stays(place: Place) -> None:
    """Red when one person checks and signs, or the lower seat is all that is left."""
    joined(place, "王经办")
    joined(place, "林甜", seat="checks", decides="王经办")
    joined(place, OTHER, seat="signs", decides="王经办")
    merge(browser(place, "林甜"), place, OTHER)
    assert roles(place, "林甜") == {SIGNS, "survey_hall/applicant"}
    assert Link.now().filter(account=place.account(OTHER)).count() == 0


def test_nobody_lets_in_whom_they_were(place: Place) -> None:
    """Red when who administers a unit decides on what they asked for with the account of before."""
    joined(place, "林甜")
    ref = asked(place, OTHER)
    merge(browser(place, "林甜"), place, OTHER)
    by = place.actor("林甜", "press")
    assert not queries.moves_open_to(by, queries.case_for(by, ref))


def test_one_account_after_the_other_comes_to_the_last(place: Place) -> None:
    """Red when what the first had is lost with the second."""
    joined(place, OTHER)
    merge(browser(place, "林甜"), place, OTHER)
    a_person(place, "林甜的第三个账户", called="林甜")
    merge(browser(place, "林甜的第三个账户"), place, "林甜")
    assert place.actor("林甜的第三个账户").merged == {place.account("林甜"), place.account(OTHER)}
    assert {SIGNS, ADMINISTRATOR} <= roles(place, "林甜的第三个账户")


def test_who_leaves_later_leaves_as_all_they_were(place: Place) -> None:
    """Red when an account closes while a case of the merged one is open, or its cases are left out of what one takes along."""
    ref = asked(place, OTHER)
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    by = place.actor("林甜")
    assert (leaving.still_open(by), [each["编号"] for each in leaving.filed(by)]) == (1, [ref])
    word = passwords.demo(place.usernames["林甜"])
    close = {"closing_password": word, "sure": "1"}
    assert client.post("/me/profile/close/", close).status_code == 409
    act(place, "何审核", ref, "return", opinion="重新填写。")
    act(place, "林甜", ref, "discard", unit=OTHER)
    assert client.post("/me/profile/close/", close).status_code == 302


def test_an_account_that_was_handed_out_to_a_person_is_merged_with_exactly_its_roles(place: Place) -> None:
    """Red when a role in one pack becomes a seat in all."""
    handed_out(place, "survey_hall/checker", "liufuhe")
    merge(browser(place, "林甜"), place, "handed_out")
    assert roles(place, "林甜") == {"survey_hall/checker"}


def handed_out(place: Place, role: str, identifier: str) -> None:
    """The agency has issued an account in the unit."""
    made = demo.make_account(
        unit=place.units["press"],
        identifier=identifier,
        name="林甜",
        roles=(role,),
        settled=True,
        totp=False,
        number=77,
    )
    place.usernames["handed_out"] = made.identifier


# Nobody else can -----------------------------------------------------------------------------------------------------------------


def test_the_others_password_alone_is_not_enough(place: Place) -> None:
    """Red when the last page opens without the code, by its address too."""
    client = browser(place, "林甜")
    assert client.post(f"{MERGE}sure/").headers["Location"] == MERGE
    password(client, place, OTHER)
    assert client.post(f"{MERGE}code/", {"code": NO_CODE}).status_code == 422
    assert client.post(f"{MERGE}sure/").headers["Location"] == MERGE
    assert client.get(f"{MERGE}sure/").headers["Location"] == MERGE
    assert not is_merged(place)


def test_a_code_of_ones_own_phone_proves_nothing(place: Place, shift) -> None:
    """Red when the code goes to the phone of who asks, or one sent for something else is taken."""
    client = browser(place, "林甜")
    client.post("/me/phone/code/", {"phone": account(place, "林甜").phone}, headers={"X-Requested-With": "fetch"})
    own = sent_code()
    shift(61)
    password(client, place, OTHER)
    assert client.post(f"{MERGE}code/", {"code": own}).status_code == 422
    latest = Delivery.objects.filter(to="sms.sealed").latest("id")
    assert sealed.opened(latest.payload["phone"]) == account(place, OTHER).phone


def test_s2_the_words_are_the_same_whatever_is_wrong(place: Place) -> None:
    """Red when a page tells whether there is such an account, or whether it may sign in."""
    client = browser(place, "林甜")
    place.usernames["nobody"] = "nobodyatall"
    told = {name: password(client, place, name, "wrong horse 4711") for name in (OTHER, "nobody", "何审核")}
    words = {answer.content.decode().replace(place.usernames[name], "") for name, answer in told.items()}
    assert [answer.status_code for answer in told.values()] == [422] * 3
    assert len({_told(each) for each in words}) == 1
    Account.objects.filter(username=place.usernames["张旁人"]).update(is_active=False)
    stopped = password(client, place, "张旁人")
    right = password(browser(place, "王经办"), place, OTHER)
    assert (stopped.status_code, right.status_code) == (302, 302)
    assert client.post(f"{MERGE}code/", {"code": sent_code()}).status_code == 422


def _told(page: str) -> str:
    """What stands at the password."""
    return page.partition('id="password-problem"')[2].partition("</p>")[0]


def test_tries_are_counted_and_slowed(place: Place) -> None:
    """Red when passwords of others can be tried without end from inside."""
    client = browser(place, "林甜")
    answers = [password(client, place, OTHER, "wrong horse 4711").status_code for _ in range(6)]
    assert answers[:4] == [422] * 4
    assert password(client, place, OTHER).status_code in (422, 429)
    assert not is_merged(place)


def test_pressed_twice_it_is_done_once(place: Place) -> None:
    """Red when the second press is an error, or tells everybody again."""
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    assert client.post(f"{MERGE}sure/").headers["Location"] == "/me/units/"
    assert [event.kind for event in ledger.history(f"account:{place.account(OTHER)}")].count("merged") == 1


def test_the_proof_ends_with_the_password_and_with_time(place: Place, shift) -> None:
    """Red when a proof outlives the password it was of, or the ten minutes."""
    client = browser(place, "林甜")
    prove(client, place, OTHER)
    other = account(place, OTHER)
    other.set_password("another lake 3141")
    other.save()
    assert client.post(f"{MERGE}sure/").headers["Location"] == MERGE
    shift(61)
    other.set_password(passwords.demo(other.username))
    other.save()
    prove(client, place, OTHER)
    shift(601)
    assert client.post(f"{MERGE}sure/").headers["Location"] == MERGE
    assert not is_merged(place)


def test_an_account_that_was_closed_meanwhile_is_not_merged(place: Place) -> None:
    """Red when the last button brings a closed account back."""
    client, elsewhere = browser(place, "林甜"), browser(place, OTHER)
    prove(client, place, OTHER)
    word = passwords.demo(place.usernames[OTHER])
    assert elsewhere.post("/me/profile/close/", {"closing_password": word, "sure": "1"}).status_code == 302
    assert client.post(f"{MERGE}sure/").headers["Location"] == MERGE
    assert not is_merged(place)


# Whoever took a stranger's document ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["张旁人", "王经办"])
def test_s28_accounts_of_two_names_are_not_one_persons(place: Place, name: str) -> None:
    """Red when a seat and 单位管理员 pass to an outsider for a password and an SMS; what stands against it is told after both."""
    joined(place, name)
    client = browser(place, "林甜")
    assert password(client, place, name).status_code == 302
    assert "不是同一个人" not in client.get(f"{MERGE}code/").content.decode()
    client.post(f"{MERGE}code/", {"code": sent_code()})
    assert rules.OF_TWO_PEOPLE in client.get(f"{MERGE}sure/").content.decode()
    assert client.post(f"{MERGE}sure/").status_code == 403
    assert (is_merged(place, name), roles(place, "林甜")) == (False, set())


def test_a_name_is_the_same_however_it_is_spelled() -> None:
    """Red when a width, a space or another dot makes two people of one, or two are taken for one."""
    assert rules.is_one_name("阿布都·热合曼", "阿布都•热合曼")
    assert rules.is_one_name("Anna Lee", "Ａｎｎａ LEE")
    assert not rules.is_one_name("林甜", "林小甜")


def test_s28_two_citizens_numbers_are_two_people(place: Place) -> None:
    """Red when the document is not asked about: names are shared by many."""
    Person.objects.filter(account=place.account("林甜")).update(document="111")
    client = browser(place, "林甜")
    prove(client, place, OTHER)
    assert rules.OF_TWO_PEOPLE not in client.get(f"{MERGE}sure/").content.decode()
    Person.objects.filter(account=place.account(OTHER)).update(document="111")
    assert client.post(f"{MERGE}sure/").status_code == 403
    assert not is_merged(place)


def test_s28_two_citizens_numbers_do_not_come_to_one_account_one_after_the_other(place: Place, shift) -> None:
    """Red when the number of an account that was merged before is forgotten."""
    third = "林甜的第三个账户"
    a_person(place, third, called="林甜")
    Person.objects.exclude(account=place.account("林甜")).update(document="111")
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    shift(61)
    prove(client, place, third)
    assert client.post(f"{MERGE}sure/").status_code == 403
    assert not is_merged(place, third)


def test_s28_a_dispute_reaches_the_account_a_number_was_merged_into(place: Place, shift) -> None:
    """Red when a number is merged out of reach: the dispute would find no holder, and what was got by it would stay."""
    number = a_document()
    signed_up_with(place, OTHER, number)
    joined(place, OTHER)
    merge(browser(place, "林甜"), place, OTHER)
    assert persons.is_taken("111", number, "13900009999")
    who, deciding = Claimant(number=number), two_administrators()
    brought = who.bring()
    assert Dispute.objects.get().holder_id == place.account("林甜")
    assert (
        f"“{place.usernames[OTHER]}”（已并入“{place.usernames['林甜']}”）"
        in told("brought")[account(place, "林甜").email]
    )
    page = deciding.security.get(f"/console/disputes/{brought}/").content.decode()
    assert f'<span class="mono">{place.usernames[OTHER]}</span> 已并入这个账户' in page
    shift(20 * 86_400)
    deciding = two_administrators()
    assert deciding.grant(brought).status_code == 302
    assert not account(place, "林甜").is_active
    assert roles(place, "林甜") == set()
    Newcomer(number=number, phone=who.phone).sign_up()


def test_whoever_closes_the_account_frees_the_number_of_the_merged_one(place: Place) -> None:
    """Red when a number stays taken for ever."""
    number = a_document()
    signed_up_with(place, OTHER, number)
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    close = {"closing_password": passwords.demo(place.usernames["林甜"]), "sure": "1"}
    assert client.post("/me/profile/close/", close).status_code == 302
    assert not persons.is_taken("111", number, "13900009999")


def signed_up_with(place: Place, name: str, number: str) -> None:
    """Their document is that 居民身份证."""
    named = {"document": "111", "number_index": persons.number_index("111", number)}
    Person.objects.filter(account=place.account(name)).update(**named)


# What is not merged --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["林甜", OTHER])
def test_nothing_is_merged_while_a_document_is_disputed(place: Place, whose: str) -> None:
    """Red when the units of a disputed account are out of reach before the dispute is decided."""
    client = browser(place, "林甜")
    prove(client, place, OTHER)
    person = Person.objects.get(account=place.account(whose))
    Dispute.objects.create(
        pack="account_matters",
        number_index=person.number_index,
        holder=person.account,
        front_sealed=b"",
        back_sealed=b"",
    )
    page = client.get(f"{MERGE}sure/").content.decode()
    assert "正在申诉" in page
    assert "确定合并" not in page
    assert client.post(f"{MERGE}sure/").status_code == 403
    assert not is_merged(place)


def test_s30_who_decides_or_administers_keeps_an_account_apart(place: Place) -> None:
    """Red when an officer's account comes to a person's own, or a person who holds an officer's role takes another."""
    client = browser(place, "林甜")
    prove(client, place, "何审核")
    assert "职责应当分开" in client.get(f"{MERGE}sure/").content.decode()
    assert client.post(f"{MERGE}sure/").status_code == 403
    assert not is_merged(place, "何审核")
    assert browser(place, "何审核").get(MERGE).status_code in (302, 404)


def test_an_account_of_a_unit_stays_the_units(place: Place) -> None:
    """Red when whoever has the slip of a unit takes its account along."""
    handed_out(place, "survey_hall/applicant", place.codes["press"])
    client = browser(place, "林甜")
    prove(client, place, "handed_out")
    assert "属于单位" in client.get(f"{MERGE}sure/").content.decode()
    assert client.post(f"{MERGE}sure/").status_code == 403


def test_an_account_behind_an_authenticator_is_not_taken_with_less(place: Place) -> None:
    """Red when password and phone merge what they do not sign in to."""
    client = browser(place, "林甜")
    prove(client, place, OTHER)
    TOTP.activate(account(place, OTHER), passwords.demo_totp("other"))
    assert "动态口令" in client.get(f"{MERGE}sure/").content.decode()
    assert client.post(f"{MERGE}sure/").status_code == 403


def test_what_a_closed_unit_holds_is_there_when_it_opens_again(place: Place) -> None:
    """Red when a role in a unit that is closed for a while is lost, or escapes what must stay apart."""
    joined(place, OTHER)
    Organisation.objects.filter(pk=place.units["press"]).update(closed_at=clock.now())
    merge(browser(place, "林甜"), place, OTHER)
    assert roles(place, "林甜") == set()
    Organisation.objects.filter(pk=place.units["press"]).update(closed_at=None)
    assert {SIGNS, ADMINISTRATOR} <= roles(place, "林甜")


def test_what_an_administrator_has_begun_is_finished_first(place: Place) -> None:
    """Red when an account goes while two administrators are about to change it."""
    client = browser(place, "林甜")
    prove(client, place, OTHER)
    Confirmation.objects.create(
        action="give_role",
        username=place.usernames[OTHER],
        name="林甜",
        organisation_id=place.hall,
        role="account_matters/officer",
        asked_by_id=place.account("何审核"),
    )
    assert client.post(f"{MERGE}sure/").status_code == 403


def test_ones_own_account_is_not_another(place: Place) -> None:
    """Red when an account is merged into itself."""
    answer = password(browser(place, "林甜"), place, "林甜")
    assert (answer.status_code, "这就是您现在登录的账户" in answer.content.decode()) == (422, True)


def test_nobody_leaves_a_person_they_were(place: Place) -> None:
    """Red when 解除企业绑定 ends one's own cases."""
    client = browser(place, "林甜")
    merge(client, place, OTHER)
    assert client.post(f"/me/units/{place.units[OTHER]}/leave/").status_code == 404
    by, seats = place.actor("林甜"), shelf.seats()
    with pytest.raises(NotFound):
        belonging.leave(place.units[OTHER], by=by, seats=seats)
