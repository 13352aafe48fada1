"""What would have left the house lies in folders: the tests' sink (S: only when named), or `outgoing` where nothing is set to carry it."""

import json
import logging
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import checks

from banshi.carriers import mail, sinks, sms
from banshi.lib import home

SMS = {"phone": "13900000001", "text": "您的验证码是 471108"}
MAIL = {"to": "wang@example.cn", "subject": "登记证已签发", "text": "请登录查看。"}


@pytest.fixture
def sink(settings, tmp_path: Path) -> Path:
    settings.TEST_SINK = str(tmp_path)
    return tmp_path


def test_an_sms_is_one_json_file_named_by_its_message(sink: Path) -> None:
    sms.send(SMS, "m-1")
    assert json.loads((sink / "sms/m-1.json").read_text()) == {"message_id": "m-1", **SMS}


def test_a_letter_is_one_eml_file_named_by_its_message(sink: Path) -> None:
    mail.send(MAIL, "m-2")
    letter = message_from_bytes((sink / "mail/m-2.eml").read_bytes(), policy=policy.default)
    assert (letter["to"], letter["subject"], letter["message-id"]) == (
        "wang@example.cn",
        "登记证已签发",
        "<m-2@banshi>",
    )
    assert letter.get_content().strip() == "请登录查看。"


def test_a_repetition_replaces_its_file(sink: Path) -> None:
    for _ in range(2):
        sms.send(SMS, "m-1")
        mail.send(MAIL, "m-1")
    assert sorted(file.name for file in sink.glob("*/*")) == ["m-1.eml", "m-1.json"]


def test_a_sink_is_used_even_where_a_gateway_is_set(sink: Path, settings) -> None:
    """Red when the gateway comes first: tests would send messages to people."""
    settings.SMS_URL, settings.EMAIL_HOST = "http://127.0.0.1:1/", "127.0.0.1"
    sms.send(SMS, "m-1")
    mail.send(MAIL, "m-1")
    assert len(list(sink.glob("*/*"))) == 2


def test_without_sink_and_gateway_messages_stay_at_home_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    """Red when the log names the phone or the code."""
    sinks._say_where.cache_clear()
    with caplog.at_level(logging.INFO):
        sms.send(SMS, "m-3")
        mail.send(MAIL, "m-3")
    assert json.loads((home.path("outgoing") / "sms/m-3.json").read_text())["text"] == SMS["text"]
    assert (home.path("outgoing") / "mail/m-3.eml").exists()
    assert "nothing is set to carry sms" in caplog.text
    assert "471108" not in caplog.text
    assert "13900000001" not in caplog.text


def test_a_captchas_answer_is_told_to_a_sink_and_to_nobody_else(settings, tmp_path: Path) -> None:
    """Red when it is also written to `outgoing`."""
    sinks.captcha("abc123", "7K2M")
    assert not (home.path("outgoing") / "captcha").exists()
    settings.TEST_SINK = str(tmp_path)
    sinks.captcha("abc123", "7K2M")
    assert json.loads((tmp_path / "captcha/abc123.json").read_text()) == {"key": "abc123", "answer": "7K2M"}


@pytest.mark.parametrize("name", ["../../up", "a/b", "", "a.b"])
def test_a_name_never_becomes_a_path(sink: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name of a message"):
        sms.send(SMS, name)


def complaints() -> dict[str, int]:
    """What `check --deploy` says about carriers, with how grave it is."""
    found = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    return {each.id or "": each.level for each in found if (each.id or "").startswith("banshi.")}


def test_a_deployment_with_a_sink_is_refused(sink: Path) -> None:
    assert complaints()["banshi.sink"] == checks.ERROR


def test_a_deployment_without_gateways_is_warned(settings) -> None:
    assert complaints() == {"banshi.sms": checks.WARNING, "banshi.mail": checks.WARNING}
    settings.SMS_URL, settings.EMAIL_HOST = "https://sms.example.cn/", "smtp.example.cn"
    assert complaints() == {}


@pytest.mark.parametrize(
    "named",
    [
        "https://books.example.gov.cn/", "https://books.example.gov.cn/back", "books.example.gov.cn", "https://",
        "http://books.example.gov.cn", "https://a:b@books.example.gov.cn", "https://[books", "https://books:x", "https://*.gov.cn",
    ],
)  # fmt: skip
def test_an_origin_no_platform_can_have_is_said(settings, named: str) -> None:
    """Red when whoever wrote a slash behind it is left wondering why the page refuses every address."""
    settings.PLATFORM_ORIGINS = [
        "https://books.example.gov.cn",
        "https://books.example.gov.cn:8443",
        "http://127.0.0.1:81",
    ]
    assert "banshi.platforms" not in complaints()
    settings.PLATFORM_ORIGINS.append(named)
    assert complaints()["banshi.platforms"] == checks.WARNING
