"""Jobs of prosecution: none yet."""
