"""`python -m panah`: the command line, or the one sentence that says which module is missing."""

import sys
from pathlib import Path

try:
    from panah.config.cli import main
except ModuleNotFoundError as error:
    if (error.name or "").startswith("panah"):
        raise
    Path(sys.prefix, "panah-installed.json").unlink(missing_ok=True)
    sys.exit(f"The Python module {error.name} is missing: start ./run again, it installs what requirements.txt names.")

if __name__ == "__main__":
    sys.exit(main())
