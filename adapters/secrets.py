"""Encryption at rest: AES-256-GCM, under keys that live outside the database.

What is sealed reads `v1.KEY.BASE64`: the name of the key, then nonce and ciphertext. Workspace and column are
authenticated with it, so a row's secret put into another row does not open there.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports.operating import Unopened
from bot.vocabulary.model import WorkspaceId

VERSION: Final = "v1"
NONCE: Final = 12
"""Bytes; NIST SP 800-38D. Drawn at random, one key is good for 2^32 secrets."""


class Vault:
    """Seals with the first key, opens with any: put a new key in front, and drop the old one when nothing needs it."""

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        if not keys:
            raise ValueError("a vault needs a key")
        self._newest = keys[0][0]
        self._ciphers = {name: AESGCM(key) for name, key in keys}

    def seal(self, secret: str, workspace: WorkspaceId, column: str) -> str:
        """The secret, readable with our keys only."""
        nonce = os.urandom(NONCE)
        bound = _bound(self._newest, workspace, column)
        sealed = nonce + self._ciphers[self._newest].encrypt(nonce, secret.encode(), bound)
        return f"{VERSION}.{self._newest}.{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, workspace: WorkspaceId, column: str) -> str:
        """The secret again. Raises Unopened, which tells nothing of it."""
        version, _, rest = sealed.partition(".")
        name, _, encoded = rest.partition(".")
        if version != VERSION or name not in self._ciphers:
            raise Unopened("it was sealed with a key that is not among OPENLINE_SECRET_KEY")
        try:
            raw = _decoded(encoded)
            return self._ciphers[name].decrypt(raw[:NONCE], raw[NONCE:], _bound(name, workspace, column)).decode()
        except (ValueError, InvalidTag):
            raise Unopened("it is damaged, or belongs to another place") from None

    def is_current(self, sealed: str) -> bool:
        """Whether it was sealed with the newest key; otherwise seal it again."""
        return sealed.startswith(f"{VERSION}.{self._newest}.")


def new_key(name: str) -> str:
    """A fresh key under a name, as OPENLINE_SECRET_KEY takes it."""
    return f"{name}:{base64.urlsafe_b64encode(AESGCM.generate_key(bit_length=256)).decode()}"


def _decoded(encoded: str) -> bytes:
    """Base64 has several spellings of one thing; we take the one we write."""
    raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(raw).decode() != encoded:
        raise ValueError
    return raw


def _bound(key: str, workspace: WorkspaceId, column: str) -> bytes:
    """Lengths in front, so that no two places read alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in (key.encode(), workspace.encode(), column.encode()))
