"""The figures of speed: `make bench`. Each is measured in one run with what it is compared with, on a database that syncs to disk."""
