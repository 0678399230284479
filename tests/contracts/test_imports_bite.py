"""The import contracts are proved as well: faults planted in a copy of the code break each of them."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.contracts.code import PACKAGE

PLANTED = {
    "core/planted.py": "import panah.protection.rules",  # upwards, and a cycle
    "protection/helpers.py": "",  # an eleventh name
    "protection/rules.py": "import django",
    "protection/views/planted.py": "from panah.protection import models",
    "website/planted.py": "import panah.helpline.rules",
    "coordination/facts.py": "import panah.protection.models",
    "desk/planted.py": "import panah.crypto.keys\nimport panah.audit.models",
}
BROKEN = (
    "City plan",
    "Floor plan",
    "Rules and states are pure",
    "Views, forms and website never touch models",
    "The public's door imports no room",
    "Protection's tables",
    "Only crypto touches key material",
    "Only the audit log writes",
    "No import cycles",
)


def test_a_planted_import_breaks_its_contract(tmp_path: Path) -> None:
    copy = tmp_path / "panah"
    shutil.copytree(PACKAGE, copy, ignore=lambda _, names: [name for name in names if not keep(name)])
    shutil.copy(PACKAGE.parent / ".importlinter", tmp_path)
    for name, text in PLANTED.items():
        file = copy / name
        file.parent.mkdir(exist_ok=True)
        file.write_text((file.read_text("utf-8") if file.exists() else "") + "\n" + text, "utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert [name for name in BROKEN if not any(line.startswith(name) for line in found)] == [], done.stdout
    assert done.returncode == 1


def keep(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name not in ("__pycache__", "static", "templates", "locale"))
