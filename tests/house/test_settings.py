"""What the environment decides, and what it cannot."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client

from banshi.config import databases, settings
from banshi.jobs import demo_sign_ins

Load = Callable[..., ModuleType]


@pytest.fixture
def settings_with(monkeypatch: pytest.MonkeyPatch) -> Load:
    """The settings as they would be with those variables; Django keeps its own."""

    def load(**environment: str) -> ModuleType:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        spec = importlib.util.find_spec(settings.__name__)
        assert spec
        assert spec.loader
        fresh = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(fresh)
        return fresh

    return load


def test_under_tls_cookies_are_bound_to_host_and_channel(settings_with: Load) -> None:
    """S23. Red when a cookie keeps its plain name, or may travel without TLS."""
    tls = settings_with(BANSHI_SITE_URL="https://banshi.example/")
    assert (tls.SESSION_COOKIE_NAME, tls.CSRF_COOKIE_NAME) == ("__Host-session", "__Host-csrf")
    assert tls.SESSION_COOKIE_SECURE
    assert tls.CSRF_COOKIE_SECURE
    assert tls.SECURE_SSL_REDIRECT
    assert tls.SECURE_HSTS_SECONDS >= 31_536_000
    assert "banshi.example" in tls.ALLOWED_HOSTS


def test_plain_http_has_plain_cookies(settings_with: Load) -> None:
    plain = settings_with(PORT="8123")
    assert plain.SITE_URL == "http://localhost:8123"
    assert plain.SESSION_COOKIE_NAME == "session"
    assert not plain.SESSION_COOKIE_SECURE


def test_beside_a_demo_world_its_platform_hears(
    settings_with: Load, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """S13. Red when the server may open an address on its own machine where people work, or beside origins that were named."""
    assert settings_with(PORT="8123").PLATFORM_ORIGINS == []
    monkeypatch.setattr(demo_sign_ins, "kept", lambda: tmp_path)
    assert settings_with().PLATFORM_ORIGINS == ["http://127.0.0.1:8124"]
    others = settings_with(BANSHI_PLATFORM_ORIGINS="https://books.example.gov.cn")
    assert others.PLATFORM_ORIGINS == ["https://books.example.gov.cn"]


def test_a_database_of_ones_own_has_two_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the owner's address is used for the application."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@db.example:5433/filing")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:secret@%2Frun%2Fpostgresql/filing")
    app, owner = (databases.databases()[alias] for alias in ("default", "owner"))
    assert [app[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "app",
        "p@ss",
        "db.example",
        "5433",
        "filing",
    ]
    assert [owner[key] for key in ("USER", "HOST", "PORT")] == ["owner", "/run/postgresql", ""]


def test_no_page_may_run_what_it_did_not_bring(client: Client) -> None:
    """S10, S23: every answer carries the same strict policy. Red when 'unsafe-inline' is allowed anywhere."""
    headers = client.get("/healthz").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_forged_host_is_refused(client: Client) -> None:
    """S16."""
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
