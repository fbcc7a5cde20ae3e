"""When a region's stored results changed last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "region_runs",
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when what is stored of it changed last",
        ),
    )


def downgrade() -> None:
    op.drop_column("region_runs", "changed_at")
