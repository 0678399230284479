"""
Counting over frozen snapshots. DuckDB is loaded in a child process and by commands only, never by the desk.

`export` and `process` are what the desk and its jobs import; `freeze`, `counting` and `__main__` are the child.
"""
