"""What chat platforms bring into a process."""

from __future__ import annotations

from typing import NamedTuple

from bot.ports.surfaces import History, Messenger
from bot.service.running.supervisor import Part


class Surface(NamedTuple):
    """What chat platforms bring into a process; messenger and history know by themselves whose a workspace is."""

    messenger: Messenger
    history: History
    listeners: tuple[Part, ...]
