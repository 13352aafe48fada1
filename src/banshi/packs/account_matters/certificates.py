"""The scan by which the agency knows that a unit is there, and agrees."""

from banshi.define import ALWAYS, Condition, Material, MaterialList


def certificate(when: Condition = ALWAYS) -> MaterialList:
    """The unit's own certificate with its seal; asked for where `when` holds."""
    scan = Material(
        key="certificate",
        title="加盖公章的证照扫描件",
        when=when,
        hint="营业执照、事业单位法人证书或者组织机构代码证",
    )
    return MaterialList(title="材料", materials=(scan,), kinds=("pdf", "jpg", "png"), largest=5 * 1024 * 1024)
