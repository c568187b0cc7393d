"""Strategy periods, measures with dated entries, texts and versions of the report. Written by ``make_step.py``."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE strategy_period (
	code VARCHAR NOT NULL,
	begins DATE NOT NULL,
	ends DATE NOT NULL,
	expected INTEGER,
	adopted DATE,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_strategy_period PRIMARY KEY (id),
	CONSTRAINT uq_strategy_period_code UNIQUE (code)
)
""",
    """
CREATE TABLE action_field (
	period_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	preventive BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_action_field PRIMARY KEY (id),
	CONSTRAINT uq_action_field_period_id_number UNIQUE (period_id, number),
	CONSTRAINT ck_action_field_number_counts_from_one CHECK (number >= 1),
	CONSTRAINT fk_action_field_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id)
)
""",
    """
CREATE TABLE strategy_chapter (
	period_id CHAR(32) NOT NULL,
	"key" VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_strategy_chapter PRIMARY KEY (id),
	CONSTRAINT uq_strategy_chapter_period_id_key UNIQUE (period_id, "key"),
	CONSTRAINT ck_strategy_chapter_key_known CHECK (key IN ('introduction', 'overall', 'field_1', 'field_2', 'field_3', 'field_4', 'field_5', 'field_6', 'field_7', 'outlook')),
	CONSTRAINT fk_strategy_chapter_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id)
)
""",
    """
CREATE TABLE dismissed_text_hint (
	period_id CHAR(32) NOT NULL,
	place VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	excerpt VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_dismissed_text_hint PRIMARY KEY (id),
	CONSTRAINT uq_dismissed_text_hint_period_id_place_code_excerpt UNIQUE (period_id, place, code, excerpt),
	CONSTRAINT fk_dismissed_text_hint_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id)
)
""",
    """
CREATE TABLE report_stage (
	period_id CHAR(32) NOT NULL,
	stage VARCHAR NOT NULL,
	since DATE NOT NULL,
	rrb_number VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_report_stage PRIMARY KEY (id),
	CONSTRAINT uq_report_stage_period_id_since UNIQUE (period_id, since),
	CONSTRAINT ck_report_stage_stage_known CHECK (stage IN ('draft', 'consultation', 'directorate', 'government_decision')),
	CONSTRAINT ck_report_stage_decision_has_a_number CHECK (stage <> 'government_decision' OR rrb_number <> ''),
	CONSTRAINT fk_report_stage_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id)
)
""",
    """
CREATE TABLE report_version (
	period_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	as_of DATE NOT NULL,
	stage VARCHAR NOT NULL,
	rrb_number VARCHAR NOT NULL,
	rrb_on DATE,
	frozen_at VARCHAR(32) NOT NULL,
	frozen_by VARCHAR NOT NULL,
	content JSON NOT NULL,
	content_sha256 VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_report_version PRIMARY KEY (id),
	CONSTRAINT uq_report_version_period_id_number UNIQUE (period_id, number),
	CONSTRAINT ck_report_version_stage_known CHECK (stage IN ('draft', 'consultation', 'directorate', 'government_decision')),
	CONSTRAINT ck_report_version_number_counts_from_one CHECK (number >= 1),
	CONSTRAINT fk_report_version_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id)
)
""",
    """
CREATE TABLE measure (
	period_id CHAR(32) NOT NULL,
	field_id CHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	aim VARCHAR NOT NULL,
	priority INTEGER,
	horizon VARCHAR,
	poverty_strategy VARCHAR NOT NULL,
	responsible_body VARCHAR NOT NULL,
	responsible_people VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure PRIMARY KEY (id),
	CONSTRAINT uq_measure_period_id_number UNIQUE (period_id, number),
	CONSTRAINT ck_measure_priority_counts_from_one CHECK (priority >= 1),
	CONSTRAINT ck_measure_horizon_known CHECK (horizon IN ('short', 'medium', 'long')),
	CONSTRAINT ck_measure_poverty_strategy_known CHECK (poverty_strategy IN ('yes', 'no', 'inferred')),
	CONSTRAINT fk_measure_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id),
	CONSTRAINT fk_measure_field_id FOREIGN KEY(field_id) REFERENCES action_field (id)
)
""",
    """
CREATE INDEX ix_measure_field_id ON measure (field_id)
""",
    """
CREATE TABLE report_file (
	report_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_report_file PRIMARY KEY (id),
	CONSTRAINT uq_report_file_report_id_position UNIQUE (report_id, position),
	CONSTRAINT fk_report_file_report_id FOREIGN KEY(report_id) REFERENCES report_version (id),
	CONSTRAINT fk_report_file_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
)
""",
    """
CREATE TABLE measure_status (
	measure_id CHAR(32) NOT NULL,
	as_of DATE NOT NULL,
	state VARCHAR NOT NULL,
	reason VARCHAR,
	inferred BOOLEAN NOT NULL,
	text VARCHAR NOT NULL,
	decided_by VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure_status PRIMARY KEY (id),
	CONSTRAINT uq_measure_status_measure_id_as_of UNIQUE (measure_id, as_of),
	CONSTRAINT ck_measure_status_state_known CHECK (state IN ('planned', 'in_progress', 'implemented', 'closed')),
	CONSTRAINT ck_measure_status_reason_known CHECK (reason IN ('law', 'process', 'not_pursued', 'anchored_elsewhere')),
	CONSTRAINT ck_measure_status_done_has_a_reason CHECK ((reason IS NOT NULL) = (state IN ('implemented', 'closed'))),
	CONSTRAINT fk_measure_status_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id)
)
""",
    """
CREATE TABLE measure_reference (
	measure_id CHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	dated DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure_reference PRIMARY KEY (id),
	CONSTRAINT ck_measure_reference_kind_known CHECK (kind IN ('landratsvorlage', 'postulat', 'motion', 'interpellation', 'law', 'study')),
	CONSTRAINT fk_measure_reference_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id)
)
""",
    """
CREATE INDEX ix_measure_reference_measure_id ON measure_reference (measure_id)
""",
    """
CREATE TABLE measure_relation (
	measure_id CHAR(32) NOT NULL,
	other_id CHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure_relation PRIMARY KEY (id),
	CONSTRAINT uq_measure_relation_measure_id_other_id_kind UNIQUE (measure_id, other_id, kind),
	CONSTRAINT ck_measure_relation_kind_known CHECK (kind IN ('belongs_together', 'depends_on', 'anchored_in')),
	CONSTRAINT ck_measure_relation_not_with_itself CHECK (measure_id <> other_id),
	CONSTRAINT fk_measure_relation_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
	CONSTRAINT fk_measure_relation_other_id FOREIGN KEY(other_id) REFERENCES measure (id)
)
""",
    """
CREATE INDEX ix_measure_relation_other_id ON measure_relation (other_id)
""",
    """
CREATE TABLE measure_carry_over (
	measure_id CHAR(32) NOT NULL,
	period_id CHAR(32) NOT NULL,
	target_id CHAR(32),
	kind VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure_carry_over PRIMARY KEY (id),
	CONSTRAINT uq_measure_carry_over_measure_id_target_id UNIQUE (measure_id, target_id),
	CONSTRAINT ck_measure_carry_over_kind_known CHECK (kind IN ('continued', 'merged', 'split', 'dropped')),
	CONSTRAINT ck_measure_carry_over_dropped_goes_nowhere CHECK (kind <> 'dropped' OR target_id IS NULL),
	CONSTRAINT fk_measure_carry_over_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
	CONSTRAINT fk_measure_carry_over_period_id FOREIGN KEY(period_id) REFERENCES strategy_period (id),
	CONSTRAINT fk_measure_carry_over_target_id FOREIGN KEY(target_id) REFERENCES measure (id)
)
""",
    """
CREATE INDEX ix_measure_carry_over_period_id ON measure_carry_over (period_id)
""",
    """
CREATE INDEX ix_measure_carry_over_target_id ON measure_carry_over (target_id)
""",
    """
CREATE TABLE measure_task (
	measure_id CHAR(32) NOT NULL,
	title VARCHAR NOT NULL,
	due_on DATE NOT NULL,
	done_on DATE,
	responsible VARCHAR NOT NULL,
	milestone BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_measure_task PRIMARY KEY (id),
	CONSTRAINT fk_measure_task_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id)
)
""",
    """
CREATE INDEX ix_measure_task_measure_id ON measure_task (measure_id)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
