"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panels",
        sa.Column("name", sa.String(), nullable=False, comment="name used on the command line"),
        sa.Column("name_zh", sa.String(), nullable=False, comment="Chinese name"),
        sa.Column("name_en", sa.String(), nullable=False, comment="English name"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_panels")),
    )
    op.create_table(
        "regions",
        sa.Column("code", sa.String(), nullable=False, comment="行政区划代码"),
        sa.Column("name", sa.String(), nullable=False, comment="name as in the profile"),
        sa.Column("level", sa.String(length=32), nullable=False, comment="provincial, key_city or other"),
        sa.Column("parent", sa.String(), nullable=True, comment="code of its province, null for a province"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_regions")),
    )
    op.create_table(
        "panel_members",
        sa.Column("panel", sa.String(), nullable=False, comment="panel"),
        sa.Column("region", sa.String(), nullable=False, comment="member"),
        sa.ForeignKeyConstraint(["panel"], ["panels.name"], name=op.f("fk_panel_members_panel")),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_panel_members_region")),
        sa.PrimaryKeyConstraint("panel", "region", name=op.f("pk_panel_members")),
    )
    op.create_table(
        "rounds",
        sa.Column("code", sa.String(), nullable=False, comment="name of the round, such as 2026Q4"),
        sa.Column("system", sa.String(), nullable=False, comment="indicator system id"),
        sa.Column("panel", sa.String(), nullable=True, comment="panel, null where regions were named"),
        sa.Column("design", sa.String(), nullable=True, comment="census or stratified; null: decided for each region"),
        sa.Column("seed", sa.BigInteger(), nullable=False, comment="seed of every random choice of the round"),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True, comment="when gathering has to be over"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="when the round was first run"),
        sa.ForeignKeyConstraint(["panel"], ["panels.name"], name=op.f("fk_rounds_panel")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rounds")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False, comment="run id, also its folder below evidence/"),
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 for the first run of the round, and so on"),
        sa.Column(
            "kind",
            sa.String(length=32),
            nullable=False,
            comment="run: asked the portals; recheck: judged the archive again",
        ),
        sa.Column("state", sa.String(length=32), nullable=False, comment="where the run stands"),
        sa.Column("started_by", sa.String(), nullable=True, comment="who started it"),
        sa.Column("reason", sa.String(), nullable=True, comment="why it was started"),
        sa.Column(
            "ended_because", sa.String(), nullable=True, comment="why it was cut off, null where it ended by itself"
        ),
        sa.Column("program", sa.String(), nullable=False, comment="version of the program"),
        sa.Column("system_version", sa.String(), nullable=False, comment="version of the indicator system"),
        sa.Column("settings", sa.JSON(), nullable=False, comment="the settings that it ran with"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, comment="when it was started"),
        sa.Column(
            "finished_at", sa.DateTime(timezone=True), nullable=True, comment="when it ended, null while it runs"
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_runs_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("round", "number", name=op.f("uq_runs_round_number")),
    )
    op.create_index(op.f("ix_runs_round"), "runs", ["round"])

    op.create_table(
        "region_runs",
        sa.Column("id", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("run", sa.String(), nullable=False, comment="run"),
        sa.Column("region", sa.String(), nullable=False, comment="region"),
        sa.Column("gathered_by_id", sa.Integer(), nullable=True, comment="whose archive it judged; null: its own"),
        sa.Column("state", sa.String(length=32), nullable=False, comment="where it stands"),
        sa.Column("outcome", sa.String(length=32), nullable=True, comment="how it ended, null before"),
        sa.Column("reason", sa.String(), nullable=True, comment="why it is not complete"),
        sa.Column("portal", sa.String(), nullable=True, comment="entry address, null where none is known"),
        sa.Column("planned", sa.Integer(), nullable=False, comment="addresses planned: fetched + failed + skipped"),
        sa.Column("fetched", sa.Integer(), nullable=False, comment="addresses fetched"),
        sa.Column("failed", sa.Integer(), nullable=False, comment="addresses that could not be fetched"),
        sa.Column("skipped", sa.Integer(), nullable=False, comment="addresses that we chose not to ask"),
        sa.Column("population", sa.Integer(), nullable=True, comment="items that the portal lists (the frame)"),
        sa.Column("sample_size", sa.Integer(), nullable=True, comment="items that were looked at"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True, comment="when gathering or judging began"),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True, comment="when it was stored"),
        sa.ForeignKeyConstraint(["gathered_by_id"], ["region_runs.id"], name=op.f("fk_region_runs_gathered_by_id")),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_region_runs_region")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_region_runs_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_runs")),
        sa.UniqueConstraint("run", "region", name=op.f("uq_region_runs_run_region")),
    )
    op.create_index(op.f("ix_region_runs_region"), "region_runs", ["region"])

    op.create_table(
        "fetches",
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of a run that this belongs to"
        ),
        sa.Column("evidence", sa.String(), nullable=False, comment="evidence id, stable within the run"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="what the address was asked for as"),
        sa.Column("url", sa.String(), nullable=False, comment="address as asked"),
        sa.Column("method", sa.String(), nullable=False, comment="HTTP method"),
        sa.Column("body", sa.String(), nullable=True, comment="request body"),
        sa.Column("body_type", sa.String(), nullable=True, comment="content type of the request body"),
        sa.Column("state", sa.String(length=32), nullable=False, comment="planned, fetched, failed or skipped"),
        sa.Column("parent", sa.String(), nullable=True, comment="evidence id of the page that led here"),
        sa.Column("item_key", sa.String(), nullable=True, comment="key of the service item it belongs to"),
        sa.Column("failure", sa.String(length=32), nullable=True, comment="how the look failed"),
        sa.Column("reason", sa.String(), nullable=True, comment="what the failure said"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="requests made"),
        sa.Column("look", sa.Integer(), nullable=False, comment="2: asked again at the end what look 1 left open"),
        sa.Column("via", sa.String(length=32), nullable=False, comment="http or browser"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status"),
        sa.Column("final_url", sa.String(), nullable=True, comment="address after redirects"),
        sa.Column("content_type", sa.String(), nullable=True, comment="Content-Type of the answer"),
        sa.Column("disposition", sa.String(), nullable=True, comment="Content-Disposition of the answer"),
        sa.Column("size", sa.BigInteger(), nullable=True, comment="bytes of the payload"),
        sa.Column("sha256", sa.String(), nullable=True, comment="SHA-256 of the payload after content decoding"),
        sa.Column("warc", sa.String(), nullable=True, comment="WARC file, relative to the data folder"),
        sa.Column("offset", sa.BigInteger(), nullable=True, comment="where the record with the payload begins"),
        sa.Column("length", sa.BigInteger(), nullable=True, comment="length of that record"),
        sa.Column("screenshot", sa.String(), nullable=True, comment="screenshot, relative to the data folder"),
        sa.Column("seconds", sa.Double(), nullable=True, comment="how long the answer took"),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=True, comment="when it was captured"),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_fetches_region_run_id")),
        sa.PrimaryKeyConstraint("region_run_id", "evidence", name=op.f("pk_fetches")),
    )
    op.create_table(
        "items",
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of a run that this belongs to"
        ),
        sa.Column("key", sa.String(), nullable=False, comment="stable key: its code, else a hash of name, address"),
        sa.Column("code", sa.String(), nullable=True, comment="code as published"),
        sa.Column("name", sa.String(), nullable=True, comment="事项名称"),
        sa.Column("body", sa.String(), nullable=True, comment="实施主体 as published"),
        sa.Column("url", sa.String(), nullable=True, comment="address of its guide"),
        sa.Column("guide", sa.String(length=32), nullable=False, comment="what opening its guide led to"),
        sa.Column("elements", sa.JSON(), nullable=False, comment="element id -> state, value, label, locator"),
        sa.Column("materials", sa.JSON(), nullable=False, comment="申请材料"),
        sa.Column("forms", sa.JSON(), nullable=False, comment="表格及样表"),
        sa.Column("fees", sa.JSON(), nullable=False, comment="收费项目"),
        sa.Column("steps", sa.JSON(), nullable=False, comment="办理环节"),
        sa.Column("legal_bases", sa.JSON(), nullable=False, comment="设定依据"),
        sa.Column("windows", sa.JSON(), nullable=False, comment="办理窗口"),
        sa.Column("faqs", sa.JSON(), nullable=False, comment="常见问题"),
        sa.Column("unmapped", sa.JSON(), nullable=False, comment="labels met and not understood"),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_items_region_run_id")),
        sa.PrimaryKeyConstraint("region_run_id", "key", name=op.f("pk_items")),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, comment="row number"),
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of a run that this belongs to"
        ),
        sa.Column("round", sa.String(), nullable=False, comment="round"),
        sa.Column("region", sa.String(), nullable=False, comment="region"),
        sa.Column("system", sa.String(), nullable=False, comment="indicator system id"),
        sa.Column("indicator", sa.String(), nullable=False, comment="tertiary code"),
        sa.Column("status", sa.String(length=32), nullable=False, comment="how much could be observed"),
        sa.Column("numerator", sa.Integer(), nullable=False, comment="subjects that passed"),
        sa.Column("denominator", sa.Integer(), nullable=False, comment="subjects decided"),
        sa.Column("undecided", sa.Integer(), nullable=False, comment="subjects that could not be judged"),
        sa.Column("value", sa.Double(), nullable=True, comment="numerator / denominator, or the number of a measure"),
        sa.Column("lower", sa.Double(), nullable=True, comment="value if every undecided subject failed"),
        sa.Column("upper", sa.Double(), nullable=True, comment="value if every undecided subject passed"),
        sa.Column("population", sa.Integer(), nullable=False, comment="size of the frame"),
        sa.Column("sample_size", sa.Integer(), nullable=False, comment="subjects in the sample"),
        sa.Column("design", sa.String(), nullable=False, comment="census or stratified"),
        sa.Column("seed", sa.BigInteger(), nullable=True, comment="seed of the sample"),
        sa.Column("ci_low", sa.Double(), nullable=True, comment="95 % interval of the value, lower end"),
        sa.Column("ci_high", sa.Double(), nullable=True, comment="95 % interval of the value, upper end"),
        sa.Column("checks", sa.JSON(), nullable=False, comment="check id -> version"),
        sa.Column("captured_from", sa.DateTime(timezone=True), nullable=True, comment="first look it rests on"),
        sa.Column("captured_to", sa.DateTime(timezone=True), nullable=True, comment="last look it rests on"),
        sa.Column("evidence_digest", sa.String(), nullable=False, comment="SHA-256 over the evidence it rests on"),
        sa.Column(
            "superseded_by_id",
            sa.Integer(),
            nullable=True,
            comment="the region's part of the run that observed it anew; null: current",
        ),
        sa.ForeignKeyConstraint(["region"], ["regions.code"], name=op.f("fk_observations_region")),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_observations_region_run_id")),
        sa.ForeignKeyConstraint(["round"], ["rounds.code"], name=op.f("fk_observations_round")),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"], ["region_runs.id"], name=op.f("fk_observations_superseded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
    )
    op.create_index(
        "ix_observations_current",
        "observations",
        ["round", "region", "system", "indicator"],
        unique=True,
        sqlite_where=sa.text("superseded_by_id IS NULL"),
        postgresql_where=sa.text("superseded_by_id IS NULL"),
    )
    op.create_index(op.f("ix_observations_region_run_id"), "observations", ["region_run_id"])

    op.create_table(
        "findings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, comment="row number"),
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of a run that this belongs to"
        ),
        sa.Column(
            "finding",
            sa.String(),
            nullable=False,
            comment="stable id: the same defect of the same subject in every round",
        ),
        sa.Column("check_id", sa.String(), nullable=False, comment="check"),
        sa.Column("check_version", sa.Integer(), nullable=False, comment="version of the check"),
        sa.Column("indicator", sa.String(), nullable=False, comment="tertiary indicator that the check feeds"),
        sa.Column("severity", sa.String(length=32), nullable=False, comment="severity of the check"),
        sa.Column("subject_type", sa.String(length=32), nullable=False, comment="what the defect sits on"),
        sa.Column("item_key", sa.String(), nullable=True, comment="service item, null for a portal or an item list"),
        sa.Column("subject_name", sa.String(), nullable=True, comment="the material's or form's name, where it is one"),
        sa.Column("element", sa.String(), nullable=False, comment="element concerned"),
        sa.Column("message", sa.String(), nullable=False, comment="what is wrong, in Chinese"),
        sa.Column("message_en", sa.String(), nullable=False, comment="what is wrong, in English"),
        sa.Column("suggestion", sa.String(), nullable=False, comment="how to mend it, in Chinese"),
        sa.Column("suggestion_en", sa.String(), nullable=False, comment="how to mend it, in English"),
        sa.Column("quote", sa.String(), nullable=True, comment="the words on the page"),
        sa.Column("locator", sa.String(), nullable=False, comment="CSS path, XPath, JSON pointer or cell address"),
        sa.Column(
            "evidence_run_id",
            sa.Integer(),
            nullable=False,
            comment="the region's part of the run that gathered the evidence",
        ),
        sa.Column("evidence", sa.String(), nullable=False, comment="evidence id"),
        sa.ForeignKeyConstraint(
            ["evidence_run_id", "evidence"],
            ["fetches.region_run_id", "fetches.evidence"],
            name=op.f("fk_findings_evidence_run_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["region_run_id", "item_key"],
            ["items.region_run_id", "items.key"],
            name=op.f("fk_findings_region_run_id_item_key"),
        ),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_findings_region_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("region_run_id", "finding", name=op.f("uq_findings_region_run_id_finding")),
    )
    op.create_index("ix_findings_check", "findings", ["region_run_id", "check_id"])
    op.create_index("ix_findings_evidence", "findings", ["evidence_run_id", "evidence"])
    op.create_index("ix_findings_item", "findings", ["region_run_id", "item_key"])

    op.create_table(
        "verdicts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, comment="row number"),
        sa.Column(
            "region_run_id", sa.Integer(), nullable=False, comment="the region's part of a run that this belongs to"
        ),
        sa.Column("check_id", sa.String(), nullable=False, comment="check"),
        sa.Column("check_version", sa.Integer(), nullable=False, comment="version of the check"),
        sa.Column("subject_type", sa.String(length=32), nullable=False, comment="what the check counts"),
        sa.Column("item_key", sa.String(), nullable=True, comment="service item, null for a portal or an item list"),
        sa.Column("outcome", sa.String(length=32), nullable=False, comment="EARL outcome"),
        sa.Column("measure", sa.Double(), nullable=True, comment="the number of a measure check"),
        sa.Column("reason", sa.String(), nullable=True, comment="why it is undecided or does not apply"),
        sa.ForeignKeyConstraint(
            ["region_run_id", "item_key"],
            ["items.region_run_id", "items.key"],
            name=op.f("fk_verdicts_region_run_id_item_key"),
        ),
        sa.ForeignKeyConstraint(["region_run_id"], ["region_runs.id"], name=op.f("fk_verdicts_region_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
        sa.UniqueConstraint(
            "region_run_id", "check_id", "item_key", name=op.f("uq_verdicts_region_run_id_check_id_item_key")
        ),
    )
    op.create_index("ix_verdicts_item", "verdicts", ["region_run_id", "item_key"])


def downgrade() -> None:
    op.drop_table("verdicts")
    op.drop_table("findings")
    op.drop_table("observations")
    op.drop_table("items")
    op.drop_table("fetches")
    op.drop_table("region_runs")
    op.drop_table("runs")
    op.drop_table("rounds")
    op.drop_table("panel_members")
    op.drop_table("regions")
    op.drop_table("panels")
