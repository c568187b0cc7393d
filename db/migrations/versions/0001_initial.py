"""All tables of the first release. Written by ``make_initial.py``."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE access_mirror (
	id INTEGER NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_access_mirror PRIMARY KEY (id),
	CONSTRAINT ck_access_mirror_only_one CHECK (id = 1)
)
""",
    """
CREATE TABLE blob (
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_blob PRIMARY KEY (sha256)
)
""",
    """
CREATE TABLE draft (
	id CHAR(32) NOT NULL,
	form VARCHAR NOT NULL,
	record_id CHAR(32),
	staff_id CHAR(32),
	content JSON NOT NULL,
	saved_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (id)
)
""",
    """
CREATE INDEX ix_draft_staff_id ON draft (staff_id)
""",
    """
CREATE TABLE office_info (
	office_kind VARCHAR NOT NULL,
	office_name VARCHAR NOT NULL,
	sample BOOLEAN NOT NULL,
	sample_today DATE,
	created_at VARCHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_office_info PRIMARY KEY (id),
	CONSTRAINT ck_office_info_office_kind_known CHECK (office_kind IN ('ksa', 'service')),
	CONSTRAINT ck_office_info_sample_day_only_in_sample CHECK (sample_today IS NULL OR sample)
)
""",
    """
CREATE TABLE act (
	seq INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	usecase VARCHAR NOT NULL,
	undoable BOOLEAN NOT NULL,
	undo_of CHAR(32),
	staff_id CHAR(32),
	staff_name VARCHAR NOT NULL,
	device VARCHAR NOT NULL,
	at VARCHAR(32) NOT NULL,
	topics VARCHAR NOT NULL,
	summary VARCHAR,
	nonce BLOB,
	digest VARCHAR(64) NOT NULL,
	parent VARCHAR(64),
	other_parent VARCHAR(64),
	hash VARCHAR(64) NOT NULL,
	CONSTRAINT pk_act PRIMARY KEY (seq),
	CONSTRAINT ck_act_staff_known CHECK (staff_id IS NOT NULL OR parent IS NULL),
	CONSTRAINT uq_act_id UNIQUE (id),
	CONSTRAINT fk_act_undo_of FOREIGN KEY(undo_of) REFERENCES act (id),
	CONSTRAINT uq_act_hash UNIQUE (hash)
)
""",
    """
CREATE INDEX ix_act_undo_of ON act (undo_of)
""",
    """
CREATE TABLE search_entry (
	rowid INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	row_id CHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	CONSTRAINT pk_search_entry PRIMARY KEY (rowid),
	CONSTRAINT uq_search_entry_kind_row_id UNIQUE (kind, row_id)
)
""",
    """
DROP TRIGGER IF EXISTS search_entry_added;
""",
    """
DROP TRIGGER IF EXISTS search_entry_removed;
""",
    """
DROP TABLE IF EXISTS search_index;
""",
    """
CREATE VIRTUAL TABLE search_index USING fts5(
    text, content='search_entry', content_rowid='rowid',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');
""",
    """
INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1);
""",
    """
INSERT INTO search_index(search_index) VALUES ('rebuild');
""",
    """
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry
BEGIN INSERT INTO search_index(rowid, text) VALUES (new.rowid, new.text); END;
""",
    """
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry
BEGIN INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.rowid, old.text); END
""",
    """
CREATE TABLE staff (
	name VARCHAR NOT NULL,
	name_sort VARCHAR NOT NULL,
	sign VARCHAR NOT NULL,
	function VARCHAR NOT NULL,
	active BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (id),
	CONSTRAINT uq_staff_sign UNIQUE (sign)
)
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
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_municipality PRIMARY KEY (id),
	CONSTRAINT uq_municipality_bfs_number UNIQUE (bfs_number)
)
""",
    """
CREATE INDEX ix_municipality_name_sort ON municipality (name_sort)
""",
    """
CREATE TABLE social_service (
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	name_sort VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_social_service PRIMARY KEY (id),
	CONSTRAINT ck_social_service_kind_known CHECK (kind IN ('cantonal_office', 'municipal', 'regional'))
)
""",
    """
CREATE TABLE round (
	year INTEGER NOT NULL,
	call_on DATE NOT NULL,
	due_on DATE NOT NULL,
	valid_from DATE NOT NULL,
	blocks JSON NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_round PRIMARY KEY (id),
	CONSTRAINT uq_round_year UNIQUE (year)
)
""",
    """
CREATE TABLE threshold (
	"key" VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	value INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_threshold PRIMARY KEY (id),
	CONSTRAINT uq_threshold_key_valid_from UNIQUE ("key", valid_from)
)
""",
    """
CREATE TABLE index_value (
	series VARCHAR NOT NULL,
	day DATE NOT NULL,
	value INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_index_value PRIMARY KEY (id),
	CONSTRAINT uq_index_value_series_day UNIQUE (series, day)
)
""",
    """
CREATE TABLE change (
	seq INTEGER NOT NULL,
	act_id CHAR(32) NOT NULL,
	table_name VARCHAR NOT NULL,
	row_id CHAR(32) NOT NULL,
	op VARCHAR NOT NULL,
	payload VARCHAR,
	nonce BLOB,
	digest VARCHAR(64) NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (seq),
	CONSTRAINT ck_change_op_known CHECK (op IN ('insert', 'update', 'delete', 'erase')),
	CONSTRAINT fk_change_act_id FOREIGN KEY(act_id) REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED
)
""",
    """
CREATE INDEX ix_change_act_id ON change (act_id)
""",
    """
CREATE INDEX ix_change_table_name_row_id ON change (table_name, row_id)
""",
    """
CREATE TABLE staff_role (
	staff_id CHAR(32) NOT NULL,
	role VARCHAR NOT NULL,
	valid_from DATE,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_staff_role PRIMARY KEY (id),
	CONSTRAINT uq_staff_role_staff_id_role UNIQUE (staff_id, role),
	CONSTRAINT ck_staff_role_role_known CHECK (role IN ('clerk', 'head', 'authority', 'deputy', 'auditor')),
	CONSTRAINT ck_staff_role_days_in_order CHECK (ended_on IS NULL OR valid_from <= ended_on),
	CONSTRAINT ck_staff_role_deputy_has_days CHECK (role <> 'deputy' OR valid_from IS NOT NULL),
	CONSTRAINT fk_staff_role_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
""",
    """
CREATE TABLE staff_scope (
	staff_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_staff_scope PRIMARY KEY (id),
	CONSTRAINT uq_staff_scope_staff_id_bfs_number UNIQUE (staff_id, bfs_number),
	CONSTRAINT fk_staff_scope_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
""",
    """
CREATE TABLE membership (
	bfs_number INTEGER NOT NULL,
	job VARCHAR NOT NULL,
	service_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_membership PRIMARY KEY (id),
	CONSTRAINT ck_membership_job_known CHECK (job IN ('decides', 'declares', 'enacts', 'bills')),
	CONSTRAINT uq_membership_bfs_number_job_valid_from UNIQUE (bfs_number, job, valid_from),
	CONSTRAINT ck_membership_span_forward CHECK (ended_on IS NULL OR ended_on >= valid_from),
	CONSTRAINT fk_membership_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_membership_service_id FOREIGN KEY(service_id) REFERENCES social_service (id)
)
""",
    """
CREATE INDEX ix_membership_service_id ON membership (service_id)
""",
    """
CREATE TABLE contact (
	bfs_number INTEGER,
	service_id CHAR(32),
	name VARCHAR NOT NULL,
	function VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	main BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT ck_contact_one_owner CHECK ((bfs_number IS NULL) <> (service_id IS NULL)),
	CONSTRAINT fk_contact_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_contact_service_id FOREIGN KEY(service_id) REFERENCES social_service (id)
)
""",
    """
CREATE INDEX ix_contact_service_id ON contact (service_id)
""",
    """
CREATE INDEX ix_contact_bfs_number ON contact (bfs_number)
""",
    """
CREATE TABLE body_member (
	bfs_number INTEGER,
	service_id CHAR(32),
	name VARCHAR NOT NULL,
	function VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_body_member PRIMARY KEY (id),
	CONSTRAINT ck_body_member_function_known CHECK (function IN ('president', 'vice_president', 'secretary', 'head', 'member')),
	CONSTRAINT ck_body_member_one_owner CHECK ((bfs_number IS NULL) <> (service_id IS NULL)),
	CONSTRAINT ck_body_member_span_forward CHECK (ended_on IS NULL OR ended_on >= valid_from),
	CONSTRAINT fk_body_member_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_body_member_service_id FOREIGN KEY(service_id) REFERENCES social_service (id)
)
""",
    """
CREATE INDEX ix_body_member_service_id ON body_member (service_id)
""",
    """
CREATE INDEX ix_body_member_bfs_number ON body_member (bfs_number)
""",
    """
CREATE TABLE subsidy_rules (
	bfs_number INTEGER NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subsidy_rules PRIMARY KEY (id),
	CONSTRAINT uq_subsidy_rules_bfs_number_valid_from UNIQUE (bfs_number, valid_from),
	CONSTRAINT fk_subsidy_rules_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE declaration (
	round_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
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
	CONSTRAINT uq_declaration_round_id_bfs_number_revision UNIQUE (round_id, bfs_number, revision),
	CONSTRAINT ck_declaration_revision_counts_from_one CHECK (revision >= 1),
	CONSTRAINT ck_declaration_state_known CHECK (state IN ('open', 'reminded', 'received', 'queried', 'recorded', 'confirmed_unchanged', 'no_limits')),
	CONSTRAINT ck_declaration_via_known CHECK (via IN ('email', 'file', 'letter', 'phone')),
	CONSTRAINT ck_declaration_rent_kind_known CHECK (rent_kind IN ('net', 'gross')),
	CONSTRAINT ck_declaration_interval_known CHECK (interval IN ('month', 'year')),
	CONSTRAINT ck_declaration_decision_body_known CHECK (decision_body IN ('social_authority', 'municipal_council', 'other')),
	CONSTRAINT ck_declaration_method_known CHECK (method IN ('adverts', 'percentile', 'own_cases', 'index', 'el_maxima', 'neighbours', 'unchanged', 'other')),
	CONSTRAINT fk_declaration_round_id FOREIGN KEY(round_id) REFERENCES round (id),
	CONSTRAINT fk_declaration_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE INDEX ix_declaration_bfs_number ON declaration (bfs_number)
""",
    """
CREATE TABLE declaration_amount (
	declaration_id CHAR(32) NOT NULL,
	category VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_declaration_amount PRIMARY KEY (id),
	CONSTRAINT uq_declaration_amount_declaration_id_category UNIQUE (declaration_id, category),
	CONSTRAINT ck_declaration_amount_category_known CHECK (category IN ('p1', 'p2', 'p3', 'p4', 'p5', 'further', 'young_adult', 'shared', 'emergency')),
	CONSTRAINT fk_declaration_amount_declaration_id FOREIGN KEY(declaration_id) REFERENCES declaration (id)
)
""",
    """
CREATE TABLE return_document (
	declaration_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_return_document PRIMARY KEY (id),
	CONSTRAINT uq_return_document_declaration_id_position UNIQUE (declaration_id, position),
	CONSTRAINT fk_return_document_declaration_id FOREIGN KEY(declaration_id) REFERENCES declaration (id),
	CONSTRAINT fk_return_document_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
)
""",
    """
CREATE TABLE finding_note (
	declaration_id CHAR(32) NOT NULL,
	code VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	value INTEGER,
	reason VARCHAR NOT NULL,
	noted_by VARCHAR NOT NULL,
	noted_at VARCHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_finding_note PRIMARY KEY (id),
	CONSTRAINT fk_finding_note_declaration_id FOREIGN KEY(declaration_id) REFERENCES declaration (id)
)
""",
    """
CREATE INDEX ix_finding_note_declaration_id ON finding_note (declaration_id)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
