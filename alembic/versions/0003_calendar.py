"""The calendar: states of rounds, assignments, visits, holds; how many looks a finding rests on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignments",
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("region", sa.String(), nullable=False, comment="region"),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="1 for the first, and so on"),
        sa.Column("key", sa.String(), nullable=False, comment="idempotency key of its job in the queue"),
        sa.Column("reason", sa.String(), nullable=True, comment="why it is tried again, null at the first attempt"),
        sa.Column(
            "not_before", sa.DateTime(timezone=True), nullable=False, comment="start of the night that it was given"
        ),
        sa.Column("enqueued_at", sa.DateTime(timezone=True), nullable=False, comment="when it was handed to the queue"),
        sa.Column(
            "done_before",
            sa.Integer(),
            nullable=False,
            comment="runs of the region in the round that were over by then",
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True), nullable=True, comment="when the calendar saw that it was over"
        ),
        sa.Column(
            "outcome", sa.String(length=32), nullable=True, comment="how it ended, null where it got lost or is open"
        ),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_assignments_region")),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_assignments_round")),
        sa.PrimaryKeyConstraint("round", "region", "attempt", name=op.f("pk_assignments")),
        sa.UniqueConstraint("key", name=op.f("uq_assignments_key")),
    )
    op.create_table(
        "visits",
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("region", sa.String(), nullable=False, comment="region"),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False, comment="moment that the visit was planned for"),
        sa.Column("key", sa.String(), nullable=False, comment="idempotency key of its job in the queue"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True, comment="when it was made, null before"),
        sa.Column("seconds", sa.Double(), nullable=True, comment="how long until the page was there"),
        sa.Column("failure", sa.String(length=32), nullable=True, comment="how it failed"),
        sa.Column("run", sa.String(), nullable=True, comment="folder below evidence/ that holds its record"),
        sa.Column("evidence", sa.String(), nullable=True, comment="evidence id in that folder"),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_visits_region")),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_visits_round")),
        sa.PrimaryKeyConstraint("round", "region", "slot", name=op.f("pk_visits")),
        sa.UniqueConstraint("key", name=op.f("uq_visits_key")),
    )
    op.create_table(
        "holds",
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("region", sa.String(), nullable=False, comment="region"),
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of the run that raised the alarm"
        ),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False, comment="when the alarm was raised"),
        sa.Column("reason", sa.String(), nullable=False, comment="what fell away, in Chinese"),
        sa.Column("reason_en", sa.String(), nullable=False, comment="what fell away, in English"),
        sa.Column(
            "released_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when a person released it, null while it is held",
        ),
        sa.Column("released_by", sa.String(), nullable=True, comment="who released it"),
        sa.Column("release_reason", sa.String(), nullable=True, comment="why it was released"),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_holds_region")),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_holds_region_run_id")),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_holds_round")),
        sa.PrimaryKeyConstraint("round", "region", name=op.f("pk_holds")),
    )
    op.add_column(
        "findings",
        sa.Column(
            "looks", sa.Integer(), server_default="1", nullable=False, comment="looks at the portal that show it"
        ),
    )
    op.add_column(
        "findings",
        sa.Column(
            "withdrawn", sa.String(), nullable=True, comment="why it does not stand any more, null where it stands"
        ),
    )
    op.add_column(
        "region_runs",
        sa.Column(
            "element_coverage",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="guides read, and of each element how many say it or say not",
        ),
    )
    op.add_column(
        "rounds",
        sa.Column(
            "state",
            sa.String(length=32),
            server_default="running",
            nullable=False,
            comment="planned, running, closed or superseded",
        ),
    )
    op.add_column(
        "rounds", sa.Column("quarter", sa.String(), nullable=True, comment="quarter that it observes, such as 2026Q4")
    )
    op.add_column(
        "rounds",
        sa.Column(
            "entry",
            sa.String(),
            nullable=True,
            comment="entry of the calendar that planned it, null where a person did",
        ),
    )
    op.add_column(
        "rounds", sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True, comment="when the calendar opens it")
    )
    op.add_column(
        "rounds", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True, comment="when it was closed")
    )
    op.add_column("rounds", sa.Column("closed_because", sa.String(), nullable=True, comment="why it was closed"))
    op.add_column(
        "rounds",
        sa.Column(
            "superseded_by", sa.String(), nullable=True, comment="round that took its place, null while it counts"
        ),
    )
    op.add_column(
        "rounds",
        sa.Column(
            "terms",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="regions, nights, attempts and limits by the calendar",
        ),
    )


def downgrade() -> None:
    op.drop_column("rounds", "terms")
    op.drop_column("rounds", "superseded_by")
    op.drop_column("rounds", "closed_because")
    op.drop_column("rounds", "closed_at")
    op.drop_column("rounds", "opens_at")
    op.drop_column("rounds", "entry")
    op.drop_column("rounds", "quarter")
    op.drop_column("rounds", "state")
    op.drop_column("region_runs", "element_coverage")
    op.drop_column("findings", "withdrawn")
    op.drop_column("findings", "looks")
    op.drop_table("holds")
    op.drop_table("visits")
    op.drop_table("assignments")
