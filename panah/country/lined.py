"""YAML whose mappings remember their lines, so that an error can name file and line. No Django here."""

from pathlib import Path
from typing import Any

import yaml

from panah.core.errors import InvalidInput


class Lined(dict[str, Any]):
    """A mapping of a file; `lines` holds the line of each key, `line` that of the mapping itself."""

    file: str
    line: int
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)

    def error(self, message: str, *, key: str = "") -> InvalidInput:
        """Return the error that says where in the file something is wrong."""
        return wrong(self.file, self.line_of(key), message)


def wrong(file: str, line: int, message: str) -> InvalidInput:
    """Return the error for a place in a file."""
    return InvalidInput(f"{file}:{line}: {message}")


def read(path: Path) -> Any:
    """
    Return what a YAML file holds, every mapping as `Lined`.

    :raises InvalidInput: if the file cannot be read or is not YAML; names file and line
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_loader(path.name))  # noqa: S506 (a safe loader)
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise wrong(path.name, line, f"not YAML ({error.problem})") from error


def _loader(file: str) -> type[yaml.SafeLoader]:
    class Loader(yaml.SafeLoader):
        """The safe loader with `Lined` mappings."""

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> Lined:
        lined = Lined()
        lined.file, lined.line, lined.lines = file, node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key = str(loader.construct_object(key_node, deep=True))
            if key in lined:
                raise wrong(file, key_node.start_mark.line + 1, f"{key!r} stands twice")
            lined[key] = loader.construct_object(value_node, deep=True)
            lined.lines[key] = key_node.start_mark.line + 1
        return lined

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    return Loader
