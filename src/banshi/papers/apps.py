"""Django's handle on the room."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers, with their check of the packs' layouts."""

    name = "banshi.papers"

    def ready(self) -> None:
        """Registers the check."""
        from banshi.papers import checks  # noqa: F401, PLC0415 (checks can only be registered once the apps are loaded)
