"""Keep what was agreed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Choice, Json, Moment, Words

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("do_not_disturb", sa.Boolean(), nullable=False),
        sa.Column("absence_first", Moment(), nullable=False),
        sa.Column("absence", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", "do_not_disturb", "absence_first", name=op.f("pk_absences")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("action", Words(), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.Column("values", Json(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("person", Words(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_drafts")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_workspace_by", "drafts", ["workspace", "by"], unique=False)
    op.create_table(
        "engagements",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("conversations", Json(), nullable=False),
        sa.Column("zone", Words(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("policy", Json(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("invited", Json(), nullable=False),
        sa.Column("invited_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_engagements")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "expectation_steps",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("expectation", Words(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", Words(), nullable=True),
        sa.Column("move", Choice(), nullable=False),
        sa.Column("before", Choice(), nullable=True),
        sa.Column("after", Choice(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("altered", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "expectation", "number", name=op.f("pk_expectation_steps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "expectations",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("conversation", Words(), nullable=False),
        sa.Column("asked_by", Words(), nullable=False),
        sa.Column("owed_by", Words(), nullable=False),
        sa.Column("what", Words(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("put_at", Moment(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("state", Choice(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("due_words", Words(), nullable=False),
        sa.Column("done_when", Words(), nullable=False),
        sa.Column("context", Words(), nullable=False),
        sa.Column("goal", Words(), nullable=True),
        sa.Column("origin", Words(), nullable=True),
        sa.Column("wished_at", Moment(), nullable=True),
        sa.Column("acknowledged_at", Moment(), nullable=True),
        sa.Column("heard_at", Moment(), nullable=True),
        sa.Column("inquired_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("words", Words(), nullable=False),
        sa.Column("steps", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_expectations")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_expectations_workspace_engagement", "expectations", ["workspace", "engagement"], unique=False)
    op.create_table(
        "goals",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("set_by", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_goals")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_goals_workspace_engagement", "goals", ["workspace", "engagement"], unique=False)
    op.create_table(
        "hours",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("hours_since", Moment(), nullable=False),
        sa.Column("hours", Json(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", "hours_since", name=op.f("pk_hours")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("side", Choice(), nullable=False),
        sa.Column("state", Choice(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "engagement", "person", name=op.f("pk_members")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "profiles",
        sa.Column("workspace", Words(), nullable=False),
        sa.Column("engagement", Words(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("hours_a_week", sa.Double(), nullable=True),
        sa.Column("reach", Words(), nullable=False),
        sa.Column("does", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "engagement", "person", name=op.f("pk_profiles")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("profiles")
    op.drop_table("members")
    op.drop_table("hours")
    op.drop_index("ix_goals_workspace_engagement", table_name="goals")
    op.drop_table("goals")
    op.drop_index("ix_expectations_workspace_engagement", table_name="expectations")
    op.drop_table("expectations")
    op.drop_table("expectation_steps")
    op.drop_table("engagements")
    op.drop_index("ix_drafts_workspace_by", table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("absences")
