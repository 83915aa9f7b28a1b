"""Keep how people get to know each other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Choice, Json, Moment, Words

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "candidacies",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("state", Choice(), nullable=False),
        sa.Column("forgotten_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "engagement", "person", name=op.f("pk_candidacies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gone_ahead",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("expectation", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("why", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "expectation", name=op.f("pk_gone_ahead")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_gone_ahead_workspace_engagement", "gone_ahead", ["workspace", "engagement"], unique=False)
    op.create_table(
        "hints",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("to", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "engagement", "to", "person", "code", name=op.f("pk_hints")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "room_asked",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("free", sa.Double(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("has_room", sa.Boolean(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "engagement", "person", "at", name=op.f("pk_room_asked")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vetting_lists",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("items", Json(), nullable=False),
        sa.Column("set_by", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("candidates", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "engagement", name=op.f("pk_vetting_lists")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vetting_templates",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("items", Json(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name=op.f("pk_vetting_templates")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vetting_ticks",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("item", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("expectation", Words(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "engagement", "person", "item", name=op.f("pk_vetting_ticks")),
        sqlite_with_rowid=False,
    )
    op.add_column("expectations", sa.Column("estimate", sa.Double(), nullable=True))
    op.add_column("expectations", sa.Column("delivered_at", Moment(), nullable=True))
    op.add_column("expectations", sa.Column("returns", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("expectations", "returns")
    op.drop_column("expectations", "delivered_at")
    op.drop_column("expectations", "estimate")

    op.drop_table("vetting_ticks")
    op.drop_table("vetting_templates")
    op.drop_table("vetting_lists")
    op.drop_table("room_asked")
    op.drop_table("hints")
    op.drop_index("ix_gone_ahead_workspace_engagement", table_name="gone_ahead")
    op.drop_table("gone_ahead")
    op.drop_table("candidacies")
