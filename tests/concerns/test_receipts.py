import pytest

from panah.concerns import receipts


def test_a_code_has_twenty_digits_and_its_own_check_digits():
    code = receipts.new_code()
    assert len(code) == 20
    assert receipts.is_code(code)


def test_every_slip_of_one_digit_is_seen():
    code = receipts.new_code()
    for place in range(20):
        for digit in "0123456789".replace(code[place], ""):
            assert not receipts.is_code(code[:place] + digit + code[place + 1 :])


def test_two_neighbouring_digits_exchanged_are_seen():
    code = "12345678901234567801"
    code = receipts._with_check(int(code[:18]))
    for place in range(19):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or not receipts.is_code(swapped)


@pytest.mark.parametrize(
    "typed",
    [
        "12345 67890 12345 67890",
        "12345-67890-12345-67890",
        " 1234567890\u00a01234567890\n",
        "１２３４５６７８９０1234567890",
    ],
)
def test_grouping_and_script_do_not_matter(typed):
    assert receipts.digits_of(typed) == "12345678901234567890"


def test_arabic_digits_are_read():
    assert receipts.digits_of("٠١٢٣٤٥٦٧٨٩") == "0123456789"


def test_a_code_is_shown_in_groups_of_five():
    assert receipts.grouped("12345678901234567890") == "12345 67890 12345 67890"


def test_the_same_sending_gets_the_same_code_and_another_another():
    first = receipts.code_for(once=b"a" * 16, pepper=b"p")
    assert first == receipts.code_for(once=b"a" * 16, pepper=b"p")
    assert first != receipts.code_for(once=b"b" * 16, pepper=b"p")
    assert first != receipts.code_for(once=b"a" * 16, pepper=b"q")
    assert receipts.is_code(first)


def test_the_mailbox_is_found_again_from_the_code_alone():
    code = receipts.new_code()
    mailbox = receipts.mailbox_of(code)
    again = receipts.mailbox_of(code)
    assert (mailbox.tag, mailbox.public_key) == (again.tag, again.public_key)
    assert len(mailbox.tag) == 32
    assert mailbox.tag != mailbox.seed != mailbox.public_key


def test_a_neighbouring_code_leads_to_another_mailbox():
    assert receipts.mailbox_of("0" * 20).tag != receipts.mailbox_of("0" * 19 + "1").tag


@pytest.mark.parametrize("form", ["{}", "my code is {}.", "{0}{0}", "00{}99", "+994{}"])
def test_a_code_inside_a_message_is_seen(form):
    code = receipts.new_code()
    assert receipts.contains_code(form.format(code))
    assert receipts.contains_code(form.format(receipts.grouped(code)))
    assert receipts.contains_code(form.format("-".join(code[at : at + 4] for at in range(0, 20, 4))))


@pytest.mark.parametrize("text", ["", "call +994 12 562 21 12", "2019-05-31", "AZ21NABZ00000000137010001944", "1" * 19])
def test_ordinary_numbers_are_not_taken_for_a_code(text):
    assert not receipts.contains_code(text)
