"""
The Merkle tree of RFC 9162, as it grows: leaves are hashed with 0x00 before them, nodes with 0x01.

Only the frontier is kept: the roots of the complete subtrees, largest first, one for each bit set in the size.
"""

from dataclasses import dataclass, field
from hashlib import sha256

HASH_BYTES = 32


def leaf_hash(line: bytes) -> bytes:
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Tree:
    """A tree that only grows."""

    size: int = 0
    frontier: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Append a leaf's hash, joining subtrees of equal size."""
        self.frontier.append(leaf)
        size = self.size
        while size & 1:
            right, left = self.frontier.pop(), self.frontier.pop()
            self.frontier.append(node_hash(left, right))
            size >>= 1
        self.size += 1

    def root(self) -> bytes:
        """Return the root hash; that of an empty tree is the hash of nothing."""
        if not self.frontier:
            return sha256(b"").digest()
        root = self.frontier[-1]
        for left in reversed(self.frontier[:-1]):
            root = node_hash(left, root)
        return root

    def pack(self) -> bytes:
        return b"".join(self.frontier)

    @classmethod
    def unpack(cls, size: int, packed: bytes) -> "Tree":
        """
        Return the tree that `pack` was taken of.

        :raises ValueError: if the frontier is not one of a tree of this size
        """
        if len(packed) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"a tree of {size} leaves has no frontier of {len(packed)} bytes")
        return cls(size, [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)])
