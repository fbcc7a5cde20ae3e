"""Turns at hosts, leases of regions and region jobs, for many machines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_pace",
        sa.Column("host", sa.String(), nullable=False, comment="name and port"),
        sa.Column("free", sa.Double(), nullable=False, comment="when the next turn begins"),
        sa.Column("held", sa.Double(), nullable=False, comment="until when the host wants nobody"),
        sa.Column(
            "interval",
            sa.Double(),
            nullable=False,
            comment="longest distance between requests that anybody keeps, in seconds",
        ),
        sa.Column("kept_at", sa.Double(), nullable=False, comment="when that distance was entered last"),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_pace")),
    )
    op.create_table(
        "region_leases",
        sa.Column("region", sa.String(), nullable=False, comment="行政区划代码"),
        sa.Column("owner", sa.String(), nullable=False, comment="name that one command gave itself"),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False, comment="when it runs out unless it is renewed"),
        sa.PrimaryKeyConstraint("region", name=op.f("pk_region_leases")),
    )
    op.create_index(op.f("ix_region_leases_owner"), "region_leases", ["owner"])
    op.create_table(
        "region_jobs",
        sa.Column("key", sa.String(), nullable=False, comment="a job of this key is never enqueued again"),
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("region", sa.String(), nullable=False, comment="行政区划代码"),
        sa.Column(
            "host",
            sa.String(),
            nullable=False,
            comment="name and port of its portal: no two jobs of one run at once",
        ),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True, comment="when it may begin, null: at once"),
        sa.Column("reason", sa.String(), nullable=True, comment="why, kept with the run"),
        sa.Column("orders", sa.JSON(), nullable=False, comment="profile, checks and limits to run it with"),
        sa.Column("enqueued_at", sa.DateTime(timezone=True), nullable=False, comment="when it was enqueued"),
        sa.Column("run", sa.String(), nullable=True, comment="run that it led to, null before it began"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="how often it was begun"),
        sa.Column("problem", sa.String(), nullable=True, comment="why the last attempt did not come to an end"),
        sa.Column("given_up", sa.Boolean(), nullable=False, comment="whether it is not tried again"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_region_jobs_run")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_region_jobs")),
    )
    op.create_index(op.f("ix_region_jobs_round"), "region_jobs", ["round"])


def downgrade() -> None:
    op.drop_table("region_jobs")
    op.drop_table("region_leases")
    op.drop_table("host_pace")
