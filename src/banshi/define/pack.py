"""A matter and a pack: the whole of what one agency says."""

from dataclasses import dataclass
from typing import Literal

from banshi.define.binding import Binding, Seat
from banshi.define.demo import Demo
from banshi.define.filers import MayFile
from banshi.define.flow import Flow
from banshi.define.forms import Form
from banshi.define.guides import Guide
from banshi.define.materials import MaterialList
from banshi.define.notices import Notice
from banshi.define.old_systems import OldSystem
from banshi.define.pages import Ask, Home, Menu
from banshi.define.papers import Paper
from banshi.define.rules import Rule
from banshi.define.sign_up import SignUp
from banshi.define.word import Word
from banshi.define.workbooks import Workbook


@dataclass(frozen=True, kw_only=True)
class Role(Word):
    """A role people hold in a unit. `second_factor` is what sign-in asks beside the password: nothing, or a code of an
    authenticator (TOTP). With a `seat` it goes with that seat of a unit's own people: who fills in (填报), checks (复核), signs (签发) or
    administers there holds the role, of whatever pack."""

    key: str
    title: str
    seat: Seat = ""
    second_factor: Literal["none", "totp"] = "none"


@dataclass(frozen=True, kw_only=True)
class Registration(Word):
    """【注册账户】 under the sign-in: a unit that is on no list asks for an account, which is good once an administrator has granted it.

    The account gets `role`, its unit a place in `tree` below the first-level unit it names; `top` is what that is called, and `tiers` what
    the levels below it are called, from the second on; the last one may stand for all further ones. Behind `told` stands whom to call.
    """

    role: str
    tree: str
    top: str = "一级单位"
    tiers: tuple[str, ...] = ("二级", "三级", "四级", "五级及以下")
    told: str = "注册成功，请联系管理员授权"


@dataclass(frozen=True, kw_only=True)
class SignIn(Word):
    """How people name themselves at this pack's door: the first account of a unit bears the unit's code ("org_code") or its full name
    ("name"), however that is spelled; people who sign up choose a user name, and their phone stands for it ("user_name"). `submit` is the
    button."""

    identifier: Literal["org_code", "name", "user_name"]
    label: str
    hint: str = ""
    submit: str = "登录"
    registers: Registration | None = None
    signs_up: SignUp | None = None


@dataclass(frozen=True, kw_only=True)
class Matter(Word):
    """One 事项. `prefix` begins the reference of its cases; `names` are the answers that tell one case of a unit from another, and stand
    in its title; `asks_first` are the fields asked on the opening page, before the case
    exists; `starts_from` names the register whose live record a case begins with, and is compared to, `enters` the register whose
    first record of a unit a case brings about, so that none is opened about a unit that is in it, `renews` the register in which a case
    keeps the first record or, with one, begins with it and takes its place; with `workbook` it is also filed by workbook; `old_system` is
    where people filed it before; a case of one that `binds` begins with the search for a unit."""

    key: str
    title: str
    prefix: str
    form: Form
    flow: Flow
    may_file: MayFile
    names: tuple[str, ...] = ()
    asks_first: tuple[str, ...] = ()
    starts_from: str = ""
    enters: str = ""
    renews: str = ""
    materials: MaterialList | None = None
    rules: tuple[Rule, ...] = ()
    papers: tuple[Paper, ...] = ()
    notices: tuple[Notice, ...] = ()
    workbook: Workbook | None = None
    guide: Guide | None = None
    old_system: OldSystem | None = None
    binds: Binding | None = None

    @property
    def begins_with(self) -> str:
        """The register whose live record, where there is one, a case begins with and is compared to; empty without one."""
        return self.starts_from or self.renews

    def paper(self, key: str) -> Paper:
        """The paper of that key. Raises KeyError."""
        for paper in self.papers:
            if paper.key == key:
                return paper
        raise KeyError(key)


@dataclass(frozen=True, kw_only=True)
class Pack(Word):
    """One agency's system; `phone` is where people reach it. `guide` is the name of a Markdown file beside pack.py; after opening it
    holds the text. `ref_title` is what its people call the number of a case, on every page, print and message."""

    key: str
    title: str
    agency: str
    summary: str
    roles: tuple[Role, ...]
    sign_in: SignIn
    matters: tuple[Matter, ...]
    menus: tuple[Menu, ...]
    home: Home
    phone: str = ""
    guide: str = ""
    demo: Demo | None = None
    ref_title: str = "办件编号"

    def matter(self, key: str) -> Matter:
        """The matter of that key. Raises KeyError."""
        for matter in self.matters:
            if matter.key == key:
                return matter
        raise KeyError(key)

    @property
    def seats_people(self) -> bool:
        """True where people with accounts of their own act for the units they belong to: a seat there brings a role here."""
        return any(role.seat for role in self.roles)

    @property
    def contact(self) -> str:
        """Whom people ask, in words: the agency, with its phone where it says one."""
        return f"{self.agency}（电话 {self.phone}）" if self.phone else self.agency

    def stands_alone(self, paper: str) -> bool:
        """True for a kind of paper of which each tells of its own case."""
        return any(each.alone for matter in self.matters for each in matter.papers if each.key == paper)

    def roles_issuing(self, paper: str) -> set[str]:
        """The roles that issue a kind of paper, in whatever matter."""
        return set[str]().union(*(matter.flow.roles_issuing(paper) for matter in self.matters))

    @property
    def ask(self) -> Ask | None:
        """Its 留言咨询, where it has one."""
        return next((page for menu in self.menus for page in menu.pages if isinstance(page, Ask)), None)
