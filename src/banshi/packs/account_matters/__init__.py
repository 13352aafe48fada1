"""用户中心: people make their own account here, and file what concerns it."""
