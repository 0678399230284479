import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override

from panah.codes.fields import CodeField
from panah.codes.forms import CodeField as CodeFormField
from panah.codes.forms import CodesField, CountryField, IndicatorsField, open_choices


def shown(text, **context):
    return Template("{% load codes %}" + text).render(Context(context))


def test_a_model_field_keeps_its_list_in_the_migration():
    _name, path, args, kwargs = CodeField("wall", blank=True).deconstruct()
    assert (path, args, kwargs) == ("panah.codes.fields.CodeField", ["wall"], {"blank": True})


def test_a_model_field_refuses_a_code_that_its_list_lacks():
    CodeField("wall").validate("protection", None)
    with pytest.raises(ValidationError):
        CodeField("wall").validate("moat", None)


def test_a_form_offers_the_open_codes_in_the_language_of_the_page():
    class Form(forms.Form):
        pillar = CodeFormField("pillar", required=False)

    with override("az"):
        assert ("prevention", "Qarşısının alınması") in Form().fields["pillar"].choices
        assert ("", "") in Form().fields["pillar"].choices


def test_a_retired_code_that_a_record_has_stays_on_offer():
    assert ("gone", "gone") in open_choices("pillar", keep=["gone"])


def test_several_codes_and_indicators_are_chosen_together():
    assert CodesField("focus_area").clean(["women", "labour"]) == ["women", "labour"]
    groups = [group for group, _ in IndicatorsField("consular").choices]
    assert "Labour exploitation" in groups


def test_a_country_is_chosen_by_its_code():
    assert CountryField().clean("TR") == "TR"


def test_templates_show_labels_in_the_language_of_the_page():
    with override("az"):
        assert shown('{{ "presumed"|code:"trafficking_status" }}') == "İnsan alverinin ehtimal olunan qurbanı"
        assert shown('{{ "TR"|country }}') == "Türkiyə"
    with override("en"):
        assert shown('{{ codes|codes:"pillar"|join:", " }}', codes=["prevention", "partnership"]) == (
            "Prevention, Partnership"
        )
        assert shown('{{ "wages"|indicator:"ilo11" }}') == "Withholding of wages"
        assert shown('{{ ""|code:"pillar" }}') == ""
