"""Tables of people and units, by subject."""

from banshi.people.models.accounts import Account, Accounts, Confirmation, Link, StandIn
from banshi.people.models.asking import Dispute, PhoneCode, Plea, Registration, Tries, Wait
from banshi.people.models.handouts import Handout, HandoutLine
from banshi.people.models.keys import AgencyKey
from banshi.people.models.persons import MailLink, Person, Renewal, SignUp, Subscription
from banshi.people.models.sso import Consent, OutsideIdentity, Platform
from banshi.people.models.units import Naming, Organisation, TreeNode, UnitChange, Units

__all__ = [
    "Account",
    "Accounts",
    "AgencyKey",
    "Confirmation",
    "Consent",
    "Dispute",
    "Handout",
    "HandoutLine",
    "Link",
    "MailLink",
    "Naming",
    "Organisation",
    "OutsideIdentity",
    "Person",
    "PhoneCode",
    "Platform",
    "Plea",
    "Registration",
    "Renewal",
    "SignUp",
    "StandIn",
    "Subscription",
    "TreeNode",
    "Tries",
    "UnitChange",
    "Units",
    "Wait",
]
