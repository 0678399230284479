"""The reports that are counted from a snapshot: their layouts as data, their tables, and what may be published."""
