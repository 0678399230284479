from django import forms

CHOICES = [("", "---------"), ("az", "Azerbaijan"), ("x", "<script>"), ("Group", [("g", "In a group")])]


class Form(forms.Form):
    country = forms.ChoiceField(choices=CHOICES)


def drawn(**data: str) -> str:
    return str(Form(data or None)["country"])


def test_the_chosen_option_is_marked_and_text_is_escaped():
    html = drawn(country="az")
    assert '<option value="az" selected>Azerbaijan</option>' in html
    assert "&lt;script&gt;" in html
    assert '<optgroup label="Group"><option value="g">In a group</option></optgroup>' in html


def test_nothing_chosen_says_so():
    assert ">not chosen</option>" in drawn()
