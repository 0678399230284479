"""What each figure counts: one declared definition a file."""
