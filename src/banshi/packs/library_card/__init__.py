"""借书证: units apply for their readers, the library decides."""
