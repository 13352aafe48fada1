"""Django's handle on the room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue, with its checks of the packs."""

    name = "banshi.catalogue"

    def ready(self) -> None:
        """Registers the checks."""
        from banshi.catalogue import checks  # noqa: F401, PLC0415 (checks can only be registered once the apps are loaded)
