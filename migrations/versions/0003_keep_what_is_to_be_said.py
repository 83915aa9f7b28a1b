"""Keep what is to be said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Choice, Json, Moment, Words

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "held_back",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("to", Words(), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("why", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "to", "about", "at", name=op.f("pk_held_back")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudges",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("to", Words(), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "to", "about", "at", name=op.f("pk_nudges")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outgoing",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("to", Json(), nullable=False),
        sa.Column("effect", Json(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("not_before", Moment(), nullable=False),
        sa.Column("state", Choice(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("receipt", Words(), nullable=True),
        sa.Column("why", Json(), nullable=True),
        sa.Column("recipient", Words(), nullable=True),
        sa.Column("lane", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_outgoing")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_outgoing_claimed_at",
        "outgoing",
        ["claimed_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('sending', 'unknown')"),
        sqlite_where=sa.text("state IN ('sending', 'unknown')"),
    )
    op.create_index(
        "ix_outgoing_not_before",
        "outgoing",
        ["not_before"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
        sqlite_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_outgoing_workspace_lane_created_at",
        "outgoing",
        ["workspace", "lane", "created_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
        sqlite_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.create_table(
        "snoozes",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "by", "about", "at", name=op.f("pk_snoozes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wakeups",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("slot", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "kind", "subject", "slot", name=op.f("pk_wakeups")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_wakeups_at", "wakeups", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wakeups_at", table_name="wakeups")
    op.drop_table("wakeups")
    op.drop_table("snoozes")
    op.drop_index(
        "ix_outgoing_workspace_lane_created_at",
        table_name="outgoing",
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
        sqlite_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.drop_index(
        "ix_outgoing_not_before",
        table_name="outgoing",
        postgresql_where=sa.text("state = 'pending'"),
        sqlite_where=sa.text("state = 'pending'"),
    )
    op.drop_index(
        "ix_outgoing_claimed_at",
        table_name="outgoing",
        postgresql_where=sa.text("state IN ('sending', 'unknown')"),
        sqlite_where=sa.text("state IN ('sending', 'unknown')"),
    )
    op.drop_table("outgoing")
    op.drop_table("nudges")
    op.drop_table("held_back")
