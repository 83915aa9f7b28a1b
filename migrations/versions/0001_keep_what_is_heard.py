"""Keep what is heard."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Choice, Json, Moment, Words

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "calibrations",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("calibration", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_calibrations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversations",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("conversation_id", Words(), nullable=False),
        sa.Column("conversation", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "conversation_id", name=op.f("pk_conversations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gaps",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("identity", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=False),
        sa.Column("thread", Words(), nullable=True),
        sa.Column("message", Words(), nullable=False),
        sa.Column("asked_by", Words(), nullable=False),
        sa.Column("owed_by", Words(), nullable=True),
        sa.Column("group", Words(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("signs", sa.BigInteger(), nullable=False),
        sa.Column("because", Json(), nullable=False),
        sa.Column("state", Choice(), nullable=False),
        sa.Column("joined", Json(), nullable=False),
        sa.Column("acknowledged_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by", Json(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "identity", name=op.f("pk_gaps")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_gaps_workspace_closed_at",
        "gaps",
        ["workspace", "closed_at"],
        unique=False,
        postgresql_where=sa.text("closed_at IS NOT NULL"),
        sqlite_where=sa.text("closed_at IS NOT NULL"),
    )
    op.create_index(
        "ix_gaps_workspace_conversation",
        "gaps",
        ["workspace", "conversation"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
    )
    op.create_index(
        "ix_gaps_workspace_owed_by",
        "gaps",
        ["workspace", "owed_by"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
    )
    op.create_table(
        "messages",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("heard_message", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=False),
        sa.Column("heard", Json(), nullable=False),
        sa.Column("heard_author", Words(), nullable=False),
        sa.Column("heard_at", Moment(), nullable=False),
        sa.Column("heard_thread", Words(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "heard_message", name=op.f("pk_messages")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_messages_threads",
        "messages",
        ["workspace", "conversation", "heard_at"],
        unique=False,
        postgresql_where=sa.text("heard_thread IS NOT NULL"),
        sqlite_where=sa.text("heard_thread IS NOT NULL"),
    )
    op.create_index(
        "ix_messages_top",
        "messages",
        ["workspace", "conversation", "heard_at"],
        unique=False,
        postgresql_where=sa.text("heard_thread IS NULL"),
        sqlite_where=sa.text("heard_thread IS NULL"),
    )
    op.create_table(
        "people",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("person_id", Words(), nullable=False),
        sa.Column("person", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person_id", name=op.f("pk_people")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "places",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "conversation", name=op.f("pk_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reaches",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=False),
        sa.Column("watermark", Moment(), nullable=False),
        sa.Column("is_reconciled", sa.Boolean(), nullable=False),
        sa.Column("holes", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "conversation", name=op.f("pk_reaches")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seen",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_seen")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_seen_workspace_at", "seen", ["workspace", "at"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("failure", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_set_aside")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workspaces",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_workspaces")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("workspaces")
    op.drop_table("set_aside")
    op.drop_index("ix_seen_workspace_at", table_name="seen")
    op.drop_table("seen")
    op.drop_table("reaches")
    op.drop_table("places")
    op.drop_table("people")
    op.drop_index(
        "ix_messages_top",
        table_name="messages",
        postgresql_where=sa.text("heard_thread IS NULL"),
        sqlite_where=sa.text("heard_thread IS NULL"),
    )
    op.drop_index(
        "ix_messages_threads",
        table_name="messages",
        postgresql_where=sa.text("heard_thread IS NOT NULL"),
        sqlite_where=sa.text("heard_thread IS NOT NULL"),
    )
    op.drop_table("messages")
    op.drop_index(
        "ix_gaps_workspace_owed_by",
        table_name="gaps",
        postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
    )
    op.drop_index(
        "ix_gaps_workspace_conversation",
        table_name="gaps",
        postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
    )
    op.drop_index(
        "ix_gaps_workspace_closed_at",
        table_name="gaps",
        postgresql_where=sa.text("closed_at IS NOT NULL"),
        sqlite_where=sa.text("closed_at IS NOT NULL"),
    )
    op.drop_table("gaps")
    op.drop_table("conversations")
    op.drop_table("calibrations")
