"""服务指南: what everybody is told of both matters; the manual's chapters are in guide.md."""

from banshi.define import Guide

UNIT_GUIDE = Guide(
    kind="业务管理",
    serves=("企业法人", "事业法人"),
    conditions=("省属企业及其各级下属单位；没有省内土地资产的也要上报",),
    result="上报情况在系统里查看；不发证照",
    steps=("企业填报、上报", "一级单位审核", "省级管理机构审核"),
    complaints="在系统里用【留言咨询】提出，或者在咨询群里联系管理员",
    redress="",
    words=("土地资产", "用地单位", "零报"),
)
PARCEL_GUIDE = Guide(
    kind="业务管理",
    serves=("企业法人", "事业法人"),
    conditions=("在省内拥有或使用土地的单位；一块地一件，也可以用工作簿批量填报",),
    result="上报情况在系统里查看；不发证照",
    steps=("企业填报、上报", "一级单位审核", "省级管理机构审核"),
    complaints="在系统里用【留言咨询】提出，或者在咨询群里联系管理员",
    redress="",
    words=("土地资产", "地块", "宗地", "不动产"),
)
