"""One module per command of `panah`: `arguments(parser)` says what it takes, `run(options)` does it."""
