"""Deliveries of bundles to whoever makes scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column(
            "id", sa.String(), nullable=False, comment="made of round, manifest and target: the same content once"
        ),
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 for the first delivery of the round, and so on"),
        sa.Column("manifest_sha256", sa.String(), nullable=False, comment="SHA-256 of its manifest.json"),
        sa.Column("whole", sa.Boolean(), nullable=False, comment="whether it holds the whole round, or what changed"),
        sa.Column("target", sa.String(), nullable=True, comment="address to send it to; null: it is pulled"),
        sa.Column("state", sa.String(length=32), nullable=False, comment="where it stands"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="attempts to send it, those that were cut off too"),
        sa.Column(
            "next_attempt_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it is sent again; null: at once, or never",
        ),
        sa.Column("last_error", sa.String(), nullable=True, comment="why the last attempt failed"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, comment="when it was put into the outbox"),
        sa.Column("created_by", sa.String(), nullable=True, comment="who put it there"),
        sa.Column("reason", sa.String(), nullable=True, comment="why"),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True, comment="when its receipt came"),
        sa.Column("receipt", sa.JSON(), nullable=True, comment="what the receiver said"),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_deliveries_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("round", "number", name=op.f("uq_deliveries_round_number")),
    )


def downgrade() -> None:
    op.drop_table("deliveries")
