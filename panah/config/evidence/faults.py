"""The faults that a site can be served with; `planted` makes them, in a process of their own."""

ROLLED_BACK = "rolled back"
FORGETS_SENDINGS = "forgets sendings"
OPEN_TO_ALL = "open to all"
NO_POLICY = "no policy"
