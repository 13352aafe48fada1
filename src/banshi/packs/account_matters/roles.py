"""Who acts here, and the tree below whose agency every person, and every unit they work for, stands."""

from banshi.define import ADMINISTERS, SEATS, Role

PERSON, ADMINISTRATOR, OFFICER = "person", "administrator", "officer"
TREE = "用户"
UNIT_PEOPLE = (*SEATS, ADMINISTRATOR)  # a seat in a unit is a role here, of the same key

ROLES = (
    Role(key=PERSON, title="个人"),
    Role(key="fills", title="单位填报人员", seat="fills"),
    Role(key="checks", title="单位复核人员", seat="checks"),
    Role(key="signs", title="单位签发人员", seat="signs"),
    Role(key=ADMINISTRATOR, title="单位管理员", seat=ADMINISTERS),
    Role(key=OFFICER, title="大厅审核人员", second_factor="totp"),
)
