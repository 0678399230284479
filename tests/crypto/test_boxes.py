"""The primitives, and that each refuses what is not its own."""

import pytest

from panah.crypto import boxes
from panah.crypto.errors import SealBroken


def test_what_is_encrypted_opens_with_the_same_key_and_place():
    key = boxes.new_key()
    assert boxes.decrypt(key, boxes.encrypt(key, b"text", aad=b"place"), aad=b"place") == b"text"


def test_the_same_text_is_sealed_differently_each_time():
    key = boxes.new_key()
    assert boxes.encrypt(key, b"text", aad=b"") != boxes.encrypt(key, b"text", aad=b"")


@pytest.mark.parametrize("harm", ["key", "place", "flipped", "cut", "empty", "form"])
def test_a_harmed_value_is_refused(harm):
    key = boxes.new_key()
    sealed = boxes.encrypt(key, b"text", aad=b"place")
    harmed = {
        "flipped": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "cut": sealed[:20],
        "empty": b"",
        "form": b"\x02" + sealed[1:],
    }
    with pytest.raises(SealBroken):
        boxes.decrypt(
            boxes.new_key() if harm == "key" else key,
            harmed.get(harm, sealed),
            aad=b"elsewhere" if harm == "place" else b"place",
        )


def test_a_box_opens_for_its_own_desk_only():
    pair, other = boxes.box_pair(), boxes.box_pair()
    sealed = boxes.box_seal(pair.public, b"report")
    assert boxes.box_open(pair, sealed) == b"report"
    for wrong, value in [(other, sealed), (pair, sealed[:-1]), (pair, b"")]:
        with pytest.raises(SealBroken):
            boxes.box_open(wrong, value)


def test_a_seed_always_gives_the_same_pair():
    assert boxes.box_pair(b"s" * 32) == boxes.box_pair(b"s" * 32) != boxes.box_pair(b"t" * 32)


def test_keys_derived_for_two_purposes_differ():
    root = boxes.new_key()
    assert boxes.derive(root, "one") == boxes.derive(root, "one") != boxes.derive(root, "two")
    assert len(boxes.derive(root, "one", length=16)) == 16


def test_hkdf_follows_its_standard():
    """RFC 5869, test case 3: no salt, no info."""
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert boxes.derive(b"\x0b" * 22, "", length=42).hex() == expected


def test_a_signature_holds_for_its_message_and_key_only():
    seed = boxes.new_key()
    public, signature = boxes.signing_public(seed), boxes.sign(seed, b"root")
    assert boxes.is_signed(public, b"root", signature)
    assert not boxes.is_signed(public, b"roof", signature)
    assert not boxes.is_signed(boxes.signing_public(boxes.new_key()), b"root", signature)
    assert not boxes.is_signed(public, b"root", b"short")


def test_the_slow_key_depends_on_secret_and_salt():
    cheap = {"length": 32, "memory": 8192, "passes": 1}
    one = boxes.slow_key(b"12345", b"s" * 16, **cheap)
    assert one == boxes.slow_key(b"12345", b"s" * 16, **cheap)
    assert one != boxes.slow_key(b"12346", b"s" * 16, **cheap)
    assert one != boxes.slow_key(b"12345", b"t" * 16, **cheap)
