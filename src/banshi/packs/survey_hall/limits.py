"""时限: what the law allows the authority, and what it promises."""

from dataclasses import replace

from banshi.define import Term

SIGNER = "signer"

ACCEPTANCE = Term(
    key="acceptance",
    title="受理",
    states=("received",),
    days=5,
    law="《行政许可法》第三十二条",
    lapses="silence",
)
DECISION = Term(
    key="decision",
    title="审查决定",
    states=("accepted", "to_sign"),
    still=("special",),
    days=20,
    promised=15,
    extension=10,
    law="《行政许可法》第四十二条",
    alerts=(SIGNER,),
)
DELIVERY = Term(
    key="delivery",
    title="送达",
    states=("granted", "denied"),
    days=10,
    law="《行政许可法》第四十四条",
)
# The rules on 测绘资质 of 2021 leave the authority fifteen days where the general law allows twenty.
QUALIFICATION = replace(DECISION, days=15, promised=10, law="《测绘资质管理办法》（自然资办发〔2021〕43号）")
