import pytest

from panah.concerns import receipts, sealing
from panah.core.errors import InvalidInput
from panah.crypto import boxes
from panah.crypto.errors import SealBroken

WORDS = {"words": "Qapını kilidləyirlər", "worries": ["papers", "held"], "where": "Мингечевир"}


@pytest.fixture
def keys():
    return boxes.box_pair()


def opened(pair, sealed):
    return sealing.unpadded(boxes.box_open(pair, sealed))


def test_what_was_sealed_is_read_with_the_secret_key(keys):
    assert opened(keys, sealing.seal(WORDS, to=keys.public)) == WORDS


def test_nothing_of_the_words_stands_in_the_sealed_bytes(keys):
    sealed = sealing.seal(WORDS, to=keys.public)
    assert b"kilid" not in sealed
    assert sealed != sealing.seal(WORDS, to=keys.public)


def test_the_key_of_another_desk_opens_nothing(keys):
    with pytest.raises(SealBroken):
        opened(boxes.box_pair(), sealing.seal(WORDS, to=keys.public))


def test_a_changed_byte_is_noticed(keys):
    sealed = bytearray(sealing.seal(WORDS, to=keys.public))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        opened(keys, bytes(sealed))


def test_length_tells_only_the_kibibyte(keys):
    short = sealing.seal({"words": "a"}, to=keys.public)
    longer = sealing.seal({"words": "a" * 900}, to=keys.public)
    assert len(short) == len(longer)
    assert len(sealing.seal({"words": "a" * 1100}, to=keys.public)) == len(short) + sealing.STEP


def test_a_message_with_a_receipt_code_is_refused(keys):
    code = receipts.grouped(receipts.new_code())
    with pytest.raises(InvalidInput):
        sealing.seal({"words": f"mənim kodum {code}"}, to=keys.public)
    with pytest.raises(InvalidInput):
        sealing.seal({"worries": ["held", code]}, to=keys.public)
