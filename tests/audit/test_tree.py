"""The notary's tree and the verifier's, written apart, agree; every proof holds for what it proves and nothing else."""

from hashlib import sha256
from itertools import pairwise

import pytest

from panah.audit import verifier
from panah.audit.tree import Tree, leaf_hash

LEAVES = [leaf_hash(str(number).encode()) for number in range(40)]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def grown(size):
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.add(leaf)
    return tree


def test_known_roots():
    assert Tree().root().hex() == EMPTY
    assert grown(1).root() == LEAVES[0] == sha256(b"\x000").digest()
    left, right = (sha256(b"\x01" + LEAVES[at] + LEAVES[at + 1]).digest() for at in (0, 2))
    assert grown(4).root() == sha256(b"\x01" + left + right).digest()
    assert grown(3).root() == sha256(b"\x01" + left + LEAVES[2]).digest()


@pytest.mark.parametrize("size", range(41))
def test_both_implementations_have_the_same_root(size):
    root = grown(size).root()
    assert root == verifier.root_of(LEAVES[:size]) == verifier.Frontier().with_leaves(LEAVES[:size]).root()
    assert Tree.unpack(size, grown(size).pack()).root() == root


def test_a_frontier_of_another_size_is_refused():
    with pytest.raises(ValueError, match="no frontier"):
        Tree.unpack(3, b"\x00" * 32)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 21, 40])
def test_each_leaf_is_proved_in_its_place_only(size):
    root = verifier.root_of(LEAVES[:size])
    for index in range(size):
        proof = verifier.inclusion_proof(index, LEAVES[:size])
        given = {"size": size, "proof": proof, "root": root}
        assert verifier.is_included(LEAVES[index], index, **given)
        assert not verifier.is_included(leaf_hash(b"other"), index, **given)
        assert not verifier.is_included(LEAVES[index], index, **given | {"root": b"\x00" * 32})
        assert not verifier.is_included(LEAVES[index], index, **given | {"proof": [*proof, b"\x00" * 32]})
        assert size == 1 or not verifier.is_included(LEAVES[index], (index + 1) % size, **given)


@pytest.mark.parametrize("newer", [1, 2, 3, 7, 8, 21, 40])
def test_each_older_tree_is_proved_to_be_the_beginning(newer):
    for older in range(1, newer + 1):
        proof = verifier.consistency_proof(older, LEAVES[:newer])
        roots = {"older_root": grown(older).root(), "newer_root": grown(newer).root()}
        assert verifier.is_consistent(older, newer, proof=proof, **roots)
        for name in roots:
            assert not verifier.is_consistent(older, newer, proof=proof, **roots | {name: b"\x00" * 32})


def test_a_tree_with_another_past_is_not_consistent():
    changed = [leaf_hash(b"edited"), *LEAVES[1:]]
    for older, newer in pairwise([3, 8, 13, 40]):
        proof = verifier.consistency_proof(older, changed[:newer])
        roots = {"older_root": grown(older).root(), "newer_root": verifier.root_of(changed[:newer])}
        assert not verifier.is_consistent(older, newer, proof=proof, **roots)


# RFC 8032, 7.1: tests 1 and 3.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize("check", [verifier.is_signed, verifier.is_signed_slowly])
@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_signatures_of_the_standard_hold_and_harmed_ones_do_not(check, public, message, signature):
    public, message, signature = (bytes.fromhex(text) for text in (public, message, signature))
    assert check(public, message, signature)
    assert not check(public, message + b"x", signature)
    assert not check(public, message, bytes([signature[0] ^ 1]) + signature[1:])
    assert not check(public, message, signature[:32] + b"\xff" * 32)
    assert not check(b"\xff" * 32, message, signature)
    assert not check(public, message, b"")


def test_without_the_library_the_slow_way_is_taken(monkeypatch):
    monkeypatch.setattr(verifier, "HAS_CRYPTOGRAPHY", False)
    public, message, signature = (bytes.fromhex(text) for text in VECTORS[1])
    assert verifier.is_signed(public, message, signature)
