"""Whether a sample was drawn in a region, which is decided when its list is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "region_runs",
        sa.Column(
            "sampled",
            sa.Boolean(),
            nullable=True,
            comment="whether a sample of the items was opened; null: see the run's settings",
        ),
    )


def downgrade() -> None:
    op.drop_column("region_runs", "sampled")
