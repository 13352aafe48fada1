"""借书证: the smallest honest pack, and the example `docs/add-a-pack.md` walks through."""
