"""Apply migrations quickly: a change of one table draws that table anew, not every table that names the same one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState


@contextmanager
def drawing_little() -> Iterator[None]:
    """
    Let migrations draw few models anew for each operation (docs/decisions/a-migration-draws-little.md).

    Django draws whatever shares a table with the changed model. Nearly every table of Panah names its organisation, so
    every operation drew nearly every model, which took five times as long as everything else.
    """
    drawn: Any = ProjectState
    of_django = drawn._find_reload_model
    drawn._find_reload_model = changed
    try:
        yield
    finally:
        drawn._find_reload_model = of_django


def changed(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    """Return the model to draw and those that point at it, each as (app, model)."""
    state.is_delayed = True  # the code of a migration gets every model drawn
    if model_name not in state.apps.all_models[app_label]:
        return {(app_label, model_name)}
    fields = state.apps.get_model(app_label, model_name)._meta.get_fields(include_hidden=True)
    pointing = [field.related_model for field in fields if field.auto_created and not field.concrete]
    return {(app_label, model_name)} | {(other._meta.app_label, other._meta.model_name) for other in pointing}
