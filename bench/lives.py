"""One life, ours and plain: open, twenty answers, report, and two levels approve. Five requests, each answered by a redirect."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from banshi.ledger.tokens import new_token
from bench.client import Answer, Browser, crowd, timed
from bench.people import Line, Person

ANSWERS = {
    "subject": "渝州跨江大桥检测设备购置",
    "reason": "设备使用满十年，精度已不能满足新规范的要求，拟分两批更换。",
    **{f"text_{number}": f"第 {number} 项的说明，按实际情况填写" for number in range(1, 10)},
    "phone": "13900000000",
    "urgent": "否",
    "begins": "2026-12-01",
    "ends": "2027-11-30",
    "own": "600.5",
    "borrowed": "400",
    "total": "1000.5",
    "people": "12",
}
SENT = ANSWERS | {f"{key}/sent": "1" for key in ANSWERS}
FOUND = 302
STEPS = ("open", "answer", "report", "approve_1", "approve_2")


class Poster(Protocol):
    """What carries a request: a connection, or Django's test client."""

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """POST of a form, with its CSRF token."""


class Life(Protocol):
    """Cases carried by one line of people, one after the other."""

    def step(self, name: str) -> Answer:
        """Does the next step."""


class OurLife:
    """In the product."""

    def __init__(self, line: Line, browser: Callable[[Person], Poster]) -> None:
        self.line, self.ref = line, ""
        self.filer, self.superior, self.officer = map(browser, (line.filer, line.superior, line.officer))

    def step(self, name: str) -> Answer:
        """The request of a step, with its token and the version it saw."""
        token = {"token": new_token()}
        if name == "open":
            form = {"unit": self.line.code, "confirmed": "1", **token}
            answer = self.filer.post("/s/life/start/request/", form)
            self.ref = answer.header("location").split("/")[2] if answer.status == FOUND else ""
            return answer
        if name == "answer":
            return self.filer.post(f"/cases/{self.ref}/form/", SENT | {"draft_version": "1"})
        if name == "report":
            return self.filer.post(f"/cases/{self.ref}/moves/report/", token | {"version": "1"})
        who, version = (self.superior, "2") if name == "approve_1" else (self.officer, "3")
        form = token | {"version": version, "opinion": "情况属实，同意。"}
        return who.post(f"/cases/{self.ref}/moves/approve/", form)


class PlainLife:
    """In the plain project."""

    def __init__(self, port: int, sessions: Sequence[str]) -> None:
        self.at = ""
        self.filer, self.superior, self.officer = (Browser(port, {"sessionid": each}) for each in sessions)

    def step(self, name: str) -> Answer:
        """The request of a step."""
        if name == "open":
            answer = self.filer.post("/requests/", {})
            self.at = answer.header("location")
            return answer
        if name == "answer":
            return self.filer.post(f"{self.at}save/", ANSWERS)
        if name == "report":
            return self.filer.post(f"{self.at}report/", {})
        who = self.superior if name == "approve_1" else self.officer
        return who.post(f"{self.at}approve/", {"opinion": "情况属实，同意。"})


@dataclass
class Round:
    """What a crowd did in some seconds: lives a second, and milliseconds by step."""

    per_second: float = 0.0
    steps: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in STEPS})


def race(lives: Sequence[Life], seconds: float) -> Round:
    """All of them at once for so long; a life that has begun is lived to its end."""
    done, until = Round(), time.perf_counter() + seconds

    def live(life: Life) -> int:
        count = 0
        while time.perf_counter() < until:
            for name in STEPS:
                done.steps[name].append(timed(partial(life.step, name), FOUND)[0])
            count += 1
        return count

    began = time.perf_counter()
    count = sum(crowd([partial(live, life) for life in lives]))
    done.per_second = count / (time.perf_counter() - began)
    return done


def in_step(life: Life, number: int, *spent: Callable[[], float]) -> dict[str, list[float]]:
    """Milliseconds of processor by step, for each who spends: one request at a time, so that each step's share can be told."""
    total = {name: [0.0 for _ in spent] for name in STEPS}
    for _ in range(number):
        for name in STEPS:
            before = [each() for each in spent]
            timed(partial(life.step, name), FOUND)
            total[name] = [t + each() - b for t, each, b in zip(total[name], spent, before, strict=True)]
    return {name: [seconds * 1000 / number for seconds in each] for name, each in total.items()}
