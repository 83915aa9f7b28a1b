"""What is known of a conversation and of a person's turn, put together from the records of one workspace."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, desc, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.repositories import Records
from adapters.storage.tables import GAPS, HELD_BACK, MESSAGES, NUDGES, REACHES, SNOOZES
from adapters.storage.versions import SHIFT
from bot.ports import HEARD_AT_TOP, HEARD_IN_THREADS, NUDGES_FOR, Known, Place
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.model import Conversation, Person, PersonId, WorkspaceId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import WAITING

