"""Which models a migration draws anew when one of them changes."""

from typing import Any

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from panah.core.migrating import changed, drawing_little


def state() -> ProjectState:
    """Two rooms that name a house, and a chair in one of the rooms."""

    def model(name: str, of: str = "") -> ModelState:
        fields: list[tuple[str, models.Field[Any, Any]]] = [("id", models.BigAutoField(primary_key=True))]
        if of:
            fields.append(("of", models.ForeignKey(f"town.{of}", models.PROTECT, related_name="+")))
        return ModelState("town", name, fields)

    made = ProjectState()
    for each in (model("House"), model("Kitchen", "House"), model("Cellar", "House"), model("Chair", "Kitchen")):
        made.add_model(each)
    assert made.apps.get_model("town", "Chair")
    return made


def test_a_neighbour_that_names_the_same_house_is_left_alone() -> None:
    """The cellar names the house too, and is not drawn; the chair points at the kitchen, and is."""
    assert changed(state(), "town", "kitchen") == {("town", "kitchen"), ("town", "chair")}


def test_a_new_model_is_drawn_alone() -> None:
    assert changed(state(), "town", "garden") == {("town", "garden")}


def test_what_points_at_a_changed_model_points_at_its_new_form() -> None:
    with drawing_little():
        made = state()
        made.add_field("town", "kitchen", "size", models.IntegerField(default=0), preserve_default=True)
    kitchen, chair = made.apps.get_model("town", "kitchen"), made.apps.get_model("town", "chair")
    assert chair._meta.get_field("of").related_model is kitchen
    assert kitchen._meta.get_field("of").related_model is made.apps.get_model("town", "house")
    assert kitchen._meta.get_field("size")


def test_django_is_itself_again_afterwards() -> None:
    of_django = ProjectState._find_reload_model  # type: ignore[attr-defined]
    with drawing_little():
        assert ProjectState._find_reload_model is changed  # type: ignore[attr-defined]
    assert ProjectState._find_reload_model is of_django  # type: ignore[attr-defined]
