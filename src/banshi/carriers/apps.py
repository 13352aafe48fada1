"""Django's handle on the room."""

from django.apps import AppConfig


class CarriersConfig(AppConfig):
    """The carriers, with their deployment checks."""

    name = "banshi.carriers"

    def ready(self) -> None:
        """Registers the checks."""
        from banshi.carriers import checks  # noqa: F401, PLC0415 (checks can only be registered once the apps are loaded)
