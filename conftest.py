"""The harness of every test, also of those that live in a pack's own folder."""

pytest_plugins = [
    "tests.harness.house",
    "tests.harness.order",
    "tests.harness.database",
    "tests.harness.clock",
    "tests.harness.hashing",
    "tests.harness.static_files",
    "tests.harness.site",
    "tests.harness.browser",
    "tests.harness.authenticators",
]
