"""Keep which card something is drawn on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Words

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DRAWN: sa.TextClause = sa.text("card <> ''")


def upgrade() -> None:
    op.add_column("outgoing", sa.Column("card", Words(), nullable=False, server_default=""))
    op.create_index(
        "ix_outgoing_workspace_card",
        "outgoing",
        ["workspace", "card"],
        unique=False,
        postgresql_where=DRAWN,
        sqlite_where=DRAWN,
    )


def downgrade() -> None:
    op.drop_index("ix_outgoing_workspace_card", "outgoing")
    op.drop_column("outgoing", "card")
