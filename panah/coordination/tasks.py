"""Jobs of coordination: none yet."""
