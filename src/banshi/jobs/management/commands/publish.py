"""`banshi publish`: publishes what the packs say today, and fills the code lists of a new installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.catalogue import actions, queries
from banshi.catalogue.lists.industries import industries
from banshi.catalogue.lists.regions import regions
from banshi.catalogue.refusals import Unpublishable
from banshi.lib.actor import SYSTEM


class Command(BaseCommand):
    """Writes a revision of every matter that has changed and says which."""

    help = "发布服务包的新版本"

    def handle(self, **options: Any) -> None:
        """Publishes; with faults in any pack nothing is published and the command fails."""
        for name, entries in (("region", regions), ("industry", industries)):
            if not queries.find_codes(name, "", limit=1):
                actions.load_codes(name, entries(), by=SYSTEM)
        try:
            for told in actions.publish(by=SYSTEM):
                self.stdout.write(f"已发布 {told}")
        except Unpublishable as refusal:
            raise CommandError(refusal.words) from refusal
