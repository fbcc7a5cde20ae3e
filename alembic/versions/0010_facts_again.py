"""What a second look said of an item, beside what is held against other regions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "core_facts",
        sa.Column(
            "again",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="its looks that were repeated, and what was said then if anything else; null where none was",
        ),
    )


def downgrade() -> None:
    op.drop_column("core_facts", "again")
