"""Faults of how people come to belong to units: what a case of 关联单位 is begun with, who decides on it, the roles of a unit's people."""

from collections.abc import Iterator

from banshi.define.binding import ADMINISTERS, SEATS, Binding
from banshi.define.fault import Fault, at
from banshi.define.fields import Choice, Code, Organisation
from banshi.define.flow import Administrator, Bind, Road
from banshi.define.pack import Matter, Pack


def bound(matter: Matter, pack: Pack) -> Iterator[Fault]:
    """Faults of a matter by which people are bound to units, and of desks where a unit's administrator decides."""
    if matter.binds:
        yield from _begun(matter.binds, matter)
    for move in matter.flow.moves:
        for effect in move.effects:
            if isinstance(effect, Bind) and not matter.binds:
                yield at(effect, f"事项“{matter.key}”关联单位，却没有说明关联哪个单位（binds）")
    roads = [state.desk for state in matter.flow.states if isinstance(state.desk, Road)]
    for desk in roads:
        if isinstance(desk, Administrator):
            yield from _administrator(desk, matter, pack)
        if type(desk) is not type(roads[0]):
            yield at(desk, "一件办件只走一条路：逐级审核和单位管理员审核不能都有")


def _begun(said: Binding, matter: Matter) -> Iterator[Fault]:
    unit, code, told = (matter.form.field(key) for key in (said.unit, said.code, said.administered))
    if not isinstance(unit, Organisation) or unit.among != "units":
        yield at(said, f"关联单位要用的“{said.unit}”不是从全部单位里（units）选择单位的栏目")
    if not isinstance(code, Code):
        yield at(said, f"关联单位要用的“{said.code}”不是代码栏目")
    if not isinstance(told, Choice):
        yield at(said, f"关联单位要用的“{said.administered}”不是单选栏目")
    if not all(field and field.read_only for field in (unit, code, told)):
        yield at(said, "关联单位时选定的单位和代码应只读")
    seat = matter.form.field(said.seat)
    if not isinstance(seat, Choice) or {option.value for option in seat.options} - {*SEATS}:
        yield at(said, f"单位人员的分工“{said.seat}”应是单选栏目，选项只能是：{'、'.join(SEATS)}")


def _administrator(desk: Administrator, matter: Matter, pack: Pack) -> Iterator[Fault]:
    if not isinstance(matter.form.field(desk.of), Organisation):
        yield at(desk, f"单位管理员的案头要用的“{desk.of}”不是选择单位的栏目")
    if ADMINISTERS not in {role.seat for role in pack.roles}:
        yield at(desk, "没有角色担任单位管理员（seat）")


def seats(pack: Pack) -> Iterator[Fault]:
    """Faults of the roles that go with a seat: whoever belongs to a unit holds them, with no authenticator."""
    for role in pack.roles:
        if role.seat and role.second_factor != "none":
            yield at(role, f"角色“{role.key}”要用动态口令，不能随单位人员的分工（seat）给出")
