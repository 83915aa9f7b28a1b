"""Keep whom a stored moment is about."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from adapters.storage.columns import Words

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("wakeups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person", Words(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("wakeups", schema=None) as batch_op:
        batch_op.drop_column("person")
