"""Core facts of items, for comparing publications; whether a list was read to its end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "core_facts",
        sa.Column(
            "region_run_id",
            sa.Integer(),
            nullable=False,
            comment="the region's part of a run that this belongs to",
        ),
        sa.Column("item_key", sa.String(), nullable=False, comment="service item"),
        sa.Column("basic_code", sa.String(), nullable=True, comment="基本编码, also as part of a longer code"),
        sa.Column("code", sa.String(), nullable=True, comment="业务办理项编码, else 实施编码"),
        sa.Column("url", sa.String(), nullable=True, comment="address of its guide"),
        sa.Column(
            "readings",
            sa.JSON(),
            nullable=False,
            comment="element id -> value, label, quote, evidence, locator of what is stated",
        ),
        sa.Column("materials", sa.JSON(), nullable=True, comment="names of all materials, null where not read whole"),
        sa.ForeignKeyConstraint(
            ["region_run_id", "item_key"],
            ["items.region_run_id", "items.key"],
            name=op.f("fk_core_facts_region_run_id_item_key"),
        ),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_core_facts_region_run_id")),
        sa.PrimaryKeyConstraint("region_run_id", "item_key", name=op.f("pk_core_facts")),
    )
    op.create_index(op.f("ix_core_facts_basic_code"), "core_facts", ["basic_code"])
    op.create_index(op.f("ix_core_facts_code"), "core_facts", ["code"])
    with op.batch_alter_table("region_runs") as table:
        table.add_column(
            sa.Column("list_whole", sa.Boolean(), nullable=True, comment="whether the item list was read to its end")
        )


def downgrade() -> None:
    with op.batch_alter_table("region_runs") as table:
        table.drop_column("list_whole")
    op.drop_table("core_facts")
