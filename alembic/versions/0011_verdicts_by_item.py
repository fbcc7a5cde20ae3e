"""One index of the verdicts in place of two, led by the item."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BY_CHECK = "uq_verdicts_region_run_id_check_id_item_key"
_BY_ITEM = "uq_verdicts_region_run_id_item_key_check_id"


def upgrade() -> None:
    with op.batch_alter_table("verdicts") as table:
        table.drop_index("ix_verdicts_item")
        table.drop_constraint(_BY_CHECK, type_="unique")
        table.create_unique_constraint(_BY_ITEM, ["region_run_id", "item_key", "check_id"])


def downgrade() -> None:
    with op.batch_alter_table("verdicts") as table:
        table.drop_constraint(_BY_ITEM, type_="unique")
        table.create_unique_constraint(_BY_CHECK, ["region_run_id", "check_id", "item_key"])
        table.create_index("ix_verdicts_item", ["region_run_id", "item_key"])
