"""服务指南: what all eight matters say alike; each adds its own basis, conditions and words."""

from banshi.define import Guide

LAW = "《中华人民共和国测绘法》"
UNITS = ("企业法人", "事业法人")

PERMIT_GUIDE = Guide(
    kind="行政许可",
    serves=UNITS,
    basis=(),
    conditions=(),
    result="准予（不予）行政许可决定书",
    steps=(
        "网上申请",
        "收件，5 个工作日内审查",
        "一次告知补正",
        "受理",
        "审查，必要时听证、专家评审、检测",
        "决定",
        "10 个工作日内送达",
    ),
    complaints="向本机关的监督机构或者上一级测绘地理信息主管部门反映；也可以在系统里用【留言咨询】提出",
)
