"""Why an attempt at a region did not come to an end, in Chinese beside English."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("region_jobs", sa.Column("problem_zh", sa.String(), nullable=True, comment="the same in Chinese"))


def downgrade() -> None:
    op.drop_column("region_jobs", "problem_zh")
