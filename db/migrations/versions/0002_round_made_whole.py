"""Deadlines, letters, publications, changes outside the Erhebung, own declarations. Written by ``make_step.py``."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE recovery_sheet (
	key_mark VARCHAR NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	made_by VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recovery_sheet PRIMARY KEY (id)
)
""",
    """
CREATE TEMPORARY TABLE kept AS SELECT * FROM municipality
""",
    """
DROP TABLE municipality
""",
    """
CREATE TABLE municipality (
	bfs_number INTEGER NOT NULL,
	official_name VARCHAR NOT NULL,
	short_name VARCHAR NOT NULL,
	name_sort VARCHAR NOT NULL,
	district VARCHAR NOT NULL,
	valid_from DATE,
	valid_to DATE,
	address VARCHAR DEFAULT '' NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_municipality PRIMARY KEY (id),
	CONSTRAINT uq_municipality_bfs_number UNIQUE (bfs_number)
)
""",
    """
INSERT INTO municipality (bfs_number, official_name, short_name, name_sort, district, valid_from, valid_to, id, version) SELECT bfs_number, official_name, short_name, name_sort, district, valid_from, valid_to, id, version FROM kept
""",
    """
DROP TABLE kept
""",
    """
CREATE INDEX ix_municipality_name_sort ON municipality (name_sort)
""",
    """
CREATE TABLE map_classes (
	rent_kind VARCHAR NOT NULL,
	category VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	limits JSON NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_map_classes PRIMARY KEY (id),
	CONSTRAINT ck_map_classes_rent_kind_known CHECK (rent_kind IN ('net', 'gross')),
	CONSTRAINT ck_map_classes_category_known CHECK (category IN ('p1', 'p2', 'p3', 'p4', 'p5', 'further', 'young_adult', 'shared', 'emergency')),
	CONSTRAINT uq_map_classes_rent_kind_category_valid_from UNIQUE (rent_kind, category, valid_from)
)
""",
    """
CREATE TABLE column_mapping (
	purpose VARCHAR NOT NULL,
	heads VARCHAR NOT NULL,
	columns JSON NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_column_mapping PRIMARY KEY (id),
	CONSTRAINT uq_column_mapping_purpose_heads UNIQUE (purpose, heads)
)
""",
    """
CREATE TEMPORARY TABLE kept AS SELECT * FROM declaration
""",
    """
DROP TABLE declaration
""",
    """
CREATE TABLE declaration (
	round_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	change_from DATE,
	revision INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	received_on DATE NOT NULL,
	via VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	recorded_at VARCHAR(32),
	recorded_by VARCHAR NOT NULL,
	query_text VARCHAR NOT NULL,
	queried_on DATE,
	findings JSON NOT NULL,
	rent_kind VARCHAR,
	interval VARCHAR,
	valid_from DATE,
	decided_on DATE,
	decision_body VARCHAR,
	decision_number VARCHAR NOT NULL,
	decision_pending BOOLEAN NOT NULL,
	meeting_on DATE,
	method VARCHAR,
	method_text VARCHAR NOT NULL,
	unchanged BOOLEAN NOT NULL,
	last_reviewed_on DATE,
	no_limits_reason VARCHAR,
	contact_name VARCHAR NOT NULL,
	contact_email VARCHAR NOT NULL,
	contact_phone VARCHAR NOT NULL,
	remark VARCHAR NOT NULL,
	extras JSON NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_declaration PRIMARY KEY (id),
	CONSTRAINT uq_declaration_round_id_bfs_number_change_from_revision UNIQUE (round_id, bfs_number, change_from, revision),
	CONSTRAINT ck_declaration_revision_counts_from_one CHECK (revision >= 1),
	CONSTRAINT ck_declaration_state_known CHECK (state IN ('draft', 'open', 'reminded', 'received', 'queried', 'recorded', 'confirmed_unchanged', 'no_limits')),
	CONSTRAINT ck_declaration_via_known CHECK (via IN ('email', 'file', 'letter', 'phone', 'overview', 'own')),
	CONSTRAINT ck_declaration_rent_kind_known CHECK (rent_kind IN ('net', 'gross')),
	CONSTRAINT ck_declaration_interval_known CHECK (interval IN ('month', 'year')),
	CONSTRAINT ck_declaration_decision_body_known CHECK (decision_body IN ('social_authority', 'municipal_council', 'other')),
	CONSTRAINT ck_declaration_method_known CHECK (method IN ('adverts', 'percentile', 'own_cases', 'index', 'el_maxima', 'neighbours', 'unchanged', 'other')),
	CONSTRAINT fk_declaration_round_id FOREIGN KEY(round_id) REFERENCES round (id),
	CONSTRAINT fk_declaration_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
INSERT INTO declaration (round_id, bfs_number, revision, state, received_on, via, file_name, recorded_at, recorded_by, query_text, queried_on, findings, rent_kind, interval, valid_from, decided_on, decision_body, decision_number, decision_pending, meeting_on, method, method_text, unchanged, last_reviewed_on, no_limits_reason, contact_name, contact_email, contact_phone, remark, extras, id, version) SELECT round_id, bfs_number, revision, state, received_on, via, file_name, recorded_at, recorded_by, query_text, queried_on, findings, rent_kind, interval, valid_from, decided_on, decision_body, decision_number, decision_pending, meeting_on, method, method_text, unchanged, last_reviewed_on, no_limits_reason, contact_name, contact_email, contact_phone, remark, extras, id, version FROM kept
""",
    """
DROP TABLE kept
""",
    """
CREATE INDEX ix_declaration_bfs_number ON declaration (bfs_number)
""",
    """
CREATE TABLE deadline_extension (
	round_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	until DATE NOT NULL,
	reason VARCHAR NOT NULL,
	granted_on DATE NOT NULL,
	granted_by VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_deadline_extension PRIMARY KEY (id),
	CONSTRAINT uq_deadline_extension_round_id_bfs_number UNIQUE (round_id, bfs_number),
	CONSTRAINT fk_deadline_extension_round_id FOREIGN KEY(round_id) REFERENCES round (id),
	CONSTRAINT fk_deadline_extension_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE letter (
	round_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	written_on DATE NOT NULL,
	written_at VARCHAR(32) NOT NULL,
	written_by VARCHAR NOT NULL,
	addressee VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_letter PRIMARY KEY (id),
	CONSTRAINT ck_letter_kind_known CHECK (kind IN ('call', 'first_reminder', 'second_reminder', 'receipt')),
	CONSTRAINT fk_letter_round_id FOREIGN KEY(round_id) REFERENCES round (id),
	CONSTRAINT fk_letter_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE INDEX ix_letter_bfs_number ON letter (bfs_number)
""",
    """
CREATE TABLE letter_template (
	kind VARCHAR NOT NULL,
	active BOOLEAN NOT NULL,
	document_name VARCHAR NOT NULL,
	document_sha256 VARCHAR(64),
	subject VARCHAR NOT NULL,
	body VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_letter_template PRIMARY KEY (id),
	CONSTRAINT ck_letter_template_kind_known CHECK (kind IN ('call', 'first_reminder', 'second_reminder', 'receipt')),
	CONSTRAINT fk_letter_template_document_sha256 FOREIGN KEY(document_sha256) REFERENCES blob (sha256)
)
""",
    """
CREATE TABLE letter_attachment (
	kind VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_letter_attachment PRIMARY KEY (id),
	CONSTRAINT ck_letter_attachment_kind_known CHECK (kind IN ('call', 'first_reminder', 'second_reminder', 'receipt')),
	CONSTRAINT uq_letter_attachment_kind_position UNIQUE (kind, position),
	CONSTRAINT fk_letter_attachment_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
)
""",
    """
CREATE TABLE publication (
	round_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	audience VARCHAR NOT NULL,
	published_on DATE NOT NULL,
	published_at VARCHAR(32) NOT NULL,
	published_by VARCHAR NOT NULL,
	decided_by VARCHAR NOT NULL,
	decided_on DATE,
	reason VARCHAR NOT NULL,
	missing JSON NOT NULL,
	amendments JSON NOT NULL,
	content JSON NOT NULL,
	content_sha256 VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_publication PRIMARY KEY (id),
	CONSTRAINT ck_publication_audience_known CHECK (audience IN ('internal', 'municipalities', 'public')),
	CONSTRAINT uq_publication_round_id_number UNIQUE (round_id, number),
	CONSTRAINT ck_publication_number_counts_from_one CHECK (number >= 1),
	CONSTRAINT ck_publication_public_needs_a_decision CHECK (audience <> 'public' OR (decided_by <> '' AND decided_on IS NOT NULL)),
	CONSTRAINT fk_publication_round_id FOREIGN KEY(round_id) REFERENCES round (id)
)
""",
    """
CREATE TABLE publication_file (
	publication_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_publication_file PRIMARY KEY (id),
	CONSTRAINT uq_publication_file_publication_id_position UNIQUE (publication_id, position),
	CONSTRAINT fk_publication_file_publication_id FOREIGN KEY(publication_id) REFERENCES publication (id),
	CONSTRAINT fk_publication_file_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
)
""",
    """
CREATE TABLE derivation (
	declaration_id CHAR(32) NOT NULL,
	content JSON NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_derivation PRIMARY KEY (id),
	CONSTRAINT fk_derivation_declaration_id FOREIGN KEY(declaration_id) REFERENCES declaration (id)
)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
