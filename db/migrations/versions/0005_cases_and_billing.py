"""Persons, cases, rulings, participations, invoices, bills and the answers to them. Written by ``make_step.py``."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE debtor (
	valid_from DATE NOT NULL,
	ended_on DATE,
	name VARCHAR NOT NULL,
	street VARCHAR NOT NULL,
	postcode VARCHAR NOT NULL,
	town VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_debtor PRIMARY KEY (id),
	CONSTRAINT uq_debtor_valid_from UNIQUE (valid_from)
)
""",
    """
CREATE TABLE posting (
	regime_code VARCHAR NOT NULL,
	category_code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	account VARCHAR NOT NULL,
	cost_centre VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_posting PRIMARY KEY (id),
	CONSTRAINT uq_posting_regime_code_category_code_valid_from UNIQUE (regime_code, category_code, valid_from)
)
""",
    """
CREATE TABLE closed_year (
	year INTEGER NOT NULL,
	closed_on DATE NOT NULL,
	closed_by VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_closed_year PRIMARY KEY (id),
	CONSTRAINT uq_closed_year_year UNIQUE (year)
)
""",
    """
CREATE TABLE provider_invoice (
	provider_id CHAR(32) NOT NULL,
	provider_name VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	invoiced_on DATE NOT NULL,
	paid_on DATE,
	vat VARCHAR NOT NULL,
	vat_rate INTEGER,
	credits_id CHAR(32),
	recorded_on DATE NOT NULL,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_provider_invoice PRIMARY KEY (id),
	CONSTRAINT uq_provider_invoice_provider_id_number UNIQUE (provider_id, number),
	CONSTRAINT ck_provider_invoice_vat_known CHECK (vat IN ('included', 'excluded', 'exempt')),
	CONSTRAINT ck_provider_invoice_vat_rate_not_negative CHECK (vat_rate IS NULL OR vat_rate >= 0),
	CONSTRAINT fk_provider_invoice_credits_id FOREIGN KEY(credits_id) REFERENCES provider_invoice (id)
)
""",
    """
CREATE TABLE person (
	last_name VARCHAR NOT NULL,
	first_name VARCHAR NOT NULL,
	name_sort VARCHAR NOT NULL,
	birth_date DATE,
	sex VARCHAR,
	ahv_number VARCHAR,
	ahv_missing_because VARCHAR NOT NULL,
	nationality VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	education VARCHAR NOT NULL,
	goals VARCHAR NOT NULL,
	set_aside VARCHAR NOT NULL,
	early_language_need VARCHAR,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT ck_person_sex_known CHECK (sex IN ('1', '2', '3')),
	CONSTRAINT ck_person_early_language_need_known CHECK (early_language_need IN ('yes', 'no', 'open'))
)
""",
    """
CREATE INDEX ix_person_birth_date ON person (birth_date)
""",
    """
CREATE INDEX ix_person_name_sort ON person (name_sort)
""",
    """
CREATE INDEX ix_person_ahv_number ON person (ahv_number)
""",
    """
CREATE TABLE person_access (
	person_id CHAR(32),
	kind VARCHAR NOT NULL,
	at VARCHAR(32) NOT NULL,
	day DATE NOT NULL,
	staff_name VARCHAR NOT NULL,
	recipient VARCHAR NOT NULL,
	purpose VARCHAR NOT NULL,
	persons INTEGER NOT NULL,
	released_by VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_person_access PRIMARY KEY (id),
	CONSTRAINT ck_person_access_kind_known CHECK (kind IN ('opened', 'exported', 'handed_over', 'answered'))
)
""",
    """
CREATE INDEX ix_person_access_day ON person_access (day)
""",
    """
CREATE INDEX ix_person_access_person_id ON person_access (person_id)
""",
    """
CREATE TABLE deletion (
	kind VARCHAR NOT NULL,
	subject_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	year INTEGER,
	bfs_number INTEGER NOT NULL,
	closed_on DATE NOT NULL,
	persons INTEGER NOT NULL,
	listed_on DATE NOT NULL,
	listed_by VARCHAR NOT NULL,
	offered_to VARCHAR NOT NULL,
	offered_on DATE,
	answer VARCHAR,
	answered_on DATE,
	approved_by VARCHAR NOT NULL,
	approved_on DATE,
	deleted_on DATE,
	deleted_by VARCHAR NOT NULL,
	rows INTEGER,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_deletion PRIMARY KEY (id),
	CONSTRAINT ck_deletion_answer_known CHECK (answer IN ('takes', 'declines')),
	CONSTRAINT ck_deletion_kind_known CHECK (kind IN ('case', 'bill'))
)
""",
    """
CREATE INDEX ix_deletion_subject_id ON deletion (subject_id)
""",
    """
CREATE TABLE regime_rule (
	permit VARCHAR,
	refugee BOOLEAN NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	regime_code VARCHAR NOT NULL,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	checked BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_regime_rule PRIMARY KEY (id),
	CONSTRAINT uq_regime_rule_permit_refugee_valid_from UNIQUE (permit, refugee, valid_from),
	CONSTRAINT ck_regime_rule_permit_known CHECK (permit IN ('B', 'C', 'Ci', 'F', 'G', 'L', 'N', 'S', 'other'))
)
""",
    """
CREATE TABLE holiday (
	day DATE NOT NULL,
	name VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_holiday PRIMARY KEY (id),
	CONSTRAINT uq_holiday_day UNIQUE (day)
)
""",
    """
CREATE TABLE case_remedy (
	decider VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	text VARCHAR NOT NULL,
	days INTEGER NOT NULL,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	checked BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_remedy PRIMARY KEY (id),
	CONSTRAINT uq_case_remedy_decider_valid_from UNIQUE (decider, valid_from),
	CONSTRAINT ck_case_remedy_decider_known CHECK (decider IN ('authority', 'president', 'service'))
)
""",
    """
CREATE TABLE case_value (
	"key" VARCHAR NOT NULL,
	part VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	value INTEGER NOT NULL,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	checked BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_value PRIMARY KEY (id),
	CONSTRAINT uq_case_value_key_part_valid_from UNIQUE ("key", part, valid_from),
	CONSTRAINT ck_case_value_key_known CHECK (key IN ('follow_up_months', 'repayment_years', 'retention_years', 'second_person'))
)
""",
    """
CREATE TABLE ruling_template (
	number INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	added_on DATE NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_ruling_template PRIMARY KEY (id),
	CONSTRAINT uq_ruling_template_number UNIQUE (number)
)
""",
    """
CREATE TEMPORARY TABLE kept AS SELECT * FROM offering_value
""",
    """
DROP TABLE offering_value
""",
    """
CREATE TABLE offering_value (
	"key" VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	value INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_value PRIMARY KEY (id),
	CONSTRAINT uq_offering_value_key_valid_from UNIQUE ("key", valid_from),
	CONSTRAINT ck_offering_value_key_known CHECK (key IN ('report_due', 'municipal_recognition_years', 'small_count', 'second_person', 'billing_months', 'billing_cut_off_days', 'billing_second_person', 'running_month_counts', 'vouchers_travel', 'hearing_days', 'kindergarten_age', 'kindergarten_day'))
)
""",
    """
INSERT INTO offering_value (key, valid_from, ended_on, value, source, id, version) SELECT key, valid_from, ended_on, value, source, id, version FROM kept
""",
    """
DROP TABLE kept
""",
    """
CREATE TABLE payment (
	year INTEGER NOT NULL,
	number INTEGER NOT NULL,
	bfs_number INTEGER NOT NULL,
	creditor VARCHAR NOT NULL,
	iban VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	reference VARCHAR NOT NULL,
	made_on DATE NOT NULL,
	checked_by VARCHAR NOT NULL,
	released_by VARCHAR NOT NULL,
	paid_on DATE,
	pdf_sha256 VARCHAR,
	xlsx_sha256 VARCHAR,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_payment PRIMARY KEY (id),
	CONSTRAINT uq_payment_year_number UNIQUE (year, number),
	CONSTRAINT fk_payment_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE INDEX ix_payment_bfs_number ON payment (bfs_number)
""",
    """
CREATE TABLE creditor (
	bfs_number INTEGER NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	name VARCHAR NOT NULL,
	street VARCHAR NOT NULL,
	postcode VARCHAR NOT NULL,
	town VARCHAR NOT NULL,
	iban VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_creditor PRIMARY KEY (id),
	CONSTRAINT uq_creditor_bfs_number_valid_from UNIQUE (bfs_number, valid_from),
	CONSTRAINT fk_creditor_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE residence (
	person_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	permit VARCHAR,
	refugee BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_residence PRIMARY KEY (id),
	CONSTRAINT uq_residence_person_id_valid_from UNIQUE (person_id, valid_from),
	CONSTRAINT ck_residence_permit_known CHECK (permit IN ('B', 'C', 'Ci', 'F', 'G', 'L', 'N', 'S', 'other')),
	CONSTRAINT fk_residence_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE regime_override (
	person_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	regime_code VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_regime_override PRIMARY KEY (id),
	CONSTRAINT uq_regime_override_person_id_valid_from UNIQUE (person_id, valid_from),
	CONSTRAINT fk_regime_override_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE person_language (
	person_id CHAR(32) NOT NULL,
	language VARCHAR NOT NULL,
	level VARCHAR,
	tested_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_person_language PRIMARY KEY (id),
	CONSTRAINT uq_person_language_person_id_language UNIQUE (person_id, language),
	CONSTRAINT ck_person_language_level_known CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
	CONSTRAINT fk_person_language_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE representative (
	person_id CHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_representative PRIMARY KEY (id),
	CONSTRAINT ck_representative_kind_known CHECK (kind IN ('parent', 'guardian')),
	CONSTRAINT fk_representative_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE INDEX ix_representative_person_id ON representative (person_id)
""",
    """
CREATE TABLE support_case (
	number INTEGER NOT NULL,
	dossier_number VARCHAR NOT NULL,
	bfs_number INTEGER NOT NULL,
	opened_on DATE NOT NULL,
	closed_on DATE,
	support_ended_on DATE,
	responsible_id CHAR(32),
	predecessor_id CHAR(32),
	moved_on DATE,
	moved_to INTEGER,
	repayment_starts_on DATE,
	retention_class VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_support_case PRIMARY KEY (id),
	CONSTRAINT uq_support_case_number UNIQUE (number),
	CONSTRAINT fk_support_case_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_support_case_responsible_id FOREIGN KEY(responsible_id) REFERENCES staff (id),
	CONSTRAINT fk_support_case_predecessor_id FOREIGN KEY(predecessor_id) REFERENCES support_case (id)
)
""",
    """
CREATE INDEX ix_support_case_bfs_number ON support_case (bfs_number)
""",
    """
CREATE INDEX ix_support_case_dossier_number ON support_case (dossier_number)
""",
    """
CREATE TABLE delegation (
	bfs_number INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	decider VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_delegation PRIMARY KEY (id),
	CONSTRAINT uq_delegation_bfs_number_kind_valid_from UNIQUE (bfs_number, kind, valid_from),
	CONSTRAINT ck_delegation_kind_known CHECK (kind IN ('offering', 'support', 'expenses', 'rent', 'order', 'incentive', 'other')),
	CONSTRAINT ck_delegation_decider_known CHECK (decider IN ('authority', 'president', 'service')),
	CONSTRAINT fk_delegation_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE meeting (
	bfs_number INTEGER NOT NULL,
	held_on DATE NOT NULL,
	place VARCHAR NOT NULL,
	minutes_number VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT uq_meeting_bfs_number_held_on UNIQUE (bfs_number, held_on),
	CONSTRAINT fk_meeting_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE policy_decision (
	bfs_number INTEGER NOT NULL,
	topic VARCHAR NOT NULL,
	decision VARCHAR NOT NULL,
	decided_on DATE NOT NULL,
	resolution_number VARCHAR NOT NULL,
	amount INTEGER,
	amount_note VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	origin VARCHAR NOT NULL,
	declared_at VARCHAR(32),
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_policy_decision PRIMARY KEY (id),
	CONSTRAINT uq_policy_decision_bfs_number_topic_valid_from UNIQUE (bfs_number, topic, valid_from),
	CONSTRAINT ck_policy_decision_origin_known CHECK (origin IN ('own', 'declared')),
	CONSTRAINT fk_policy_decision_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE policy_declaration (
	bfs_number INTEGER NOT NULL,
	declared_at VARCHAR(32) NOT NULL,
	office_name VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_policy_declaration PRIMARY KEY (id),
	CONSTRAINT uq_policy_declaration_bfs_number UNIQUE (bfs_number),
	CONSTRAINT fk_policy_declaration_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TEMPORARY TABLE kept AS SELECT * FROM trusted_key
""",
    """
DROP TABLE trusted_key
""",
    """
CREATE TABLE trusted_key (
	purpose VARCHAR NOT NULL,
	public VARCHAR NOT NULL,
	office_name VARCHAR NOT NULL,
	service_id CHAR(32),
	bfs_number INTEGER,
	confirmed_on DATE NOT NULL,
	confirmed_by VARCHAR NOT NULL,
	retired_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_trusted_key PRIMARY KEY (id),
	CONSTRAINT uq_trusted_key_public UNIQUE (public),
	CONSTRAINT ck_trusted_key_purpose_known CHECK (purpose IN ('signing', 'encryption')),
	CONSTRAINT fk_trusted_key_service_id FOREIGN KEY(service_id) REFERENCES social_service (id),
	CONSTRAINT fk_trusted_key_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
INSERT INTO trusted_key (purpose, public, office_name, confirmed_on, confirmed_by, retired_on, id, version) SELECT purpose, public, office_name, confirmed_on, confirmed_by, retired_on, id, version FROM kept
""",
    """
DROP TABLE kept
""",
    """
CREATE TABLE bill (
	origin VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	bfs_number INTEGER NOT NULL,
	year INTEGER NOT NULL,
	number INTEGER,
	sequence INTEGER,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	cut_off DATE,
	accrual BOOLEAN NOT NULL,
	drafted_on DATE NOT NULL,
	drafted_by VARCHAR NOT NULL,
	released_by VARCHAR NOT NULL,
	issued_on DATE,
	cancels_id CHAR(32),
	cost INTEGER NOT NULL,
	third_party INTEGER NOT NULL,
	eligible INTEGER NOT NULL,
	canton INTEGER NOT NULL,
	municipality INTEGER NOT NULL,
	left_out JSON NOT NULL,
	office_name VARCHAR NOT NULL,
	signer_id CHAR(32),
	content_sha256 VARCHAR,
	file_sha256 VARCHAR,
	received_at VARCHAR(32),
	checked_by VARCHAR NOT NULL,
	checked_on DATE,
	hearing_until DATE,
	statement_on DATE,
	answer_released_by VARCHAR NOT NULL,
	answered_on DATE,
	answer_sha256 VARCHAR,
	accepted INTEGER,
	payment_id CHAR(32),
	booked_on DATE,
	booked_by VARCHAR NOT NULL,
	pdf_sha256 VARCHAR,
	letter_pdf_sha256 VARCHAR,
	letter_docx_sha256 VARCHAR,
	persons_deleted_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_bill PRIMARY KEY (id),
	CONSTRAINT uq_bill_origin_bfs_number_year_number UNIQUE (origin, bfs_number, year, number),
	CONSTRAINT ck_bill_origin_known CHECK (origin IN ('own', 'received')),
	CONSTRAINT ck_bill_state_known CHECK (state IN ('draft', 'issued', 'received', 'hearing', 'answered', 'settled')),
	CONSTRAINT ck_bill_number_counts_from_one CHECK (number IS NULL OR number >= 1),
	CONSTRAINT fk_bill_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_bill_cancels_id FOREIGN KEY(cancels_id) REFERENCES bill (id),
	CONSTRAINT fk_bill_signer_id FOREIGN KEY(signer_id) REFERENCES trusted_key (id),
	CONSTRAINT fk_bill_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
)
""",
    """
CREATE INDEX ix_bill_bfs_number ON bill (bfs_number)
""",
    """
CREATE INDEX ix_bill_file_sha256 ON bill (file_sha256)
""",
    """
CREATE TABLE case_member (
	case_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	supported BOOLEAN NOT NULL,
	main BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_member PRIMARY KEY (id),
	CONSTRAINT uq_case_member_case_id_person_id_valid_from UNIQUE (case_id, person_id, valid_from),
	CONSTRAINT fk_case_member_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_case_member_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE INDEX ix_case_member_person_id ON case_member (person_id)
""",
    """
CREATE TABLE legal_hold (
	case_id CHAR(32),
	bill_id CHAR(32),
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_legal_hold PRIMARY KEY (id),
	CONSTRAINT ck_legal_hold_reason_known CHECK (reason IN ('objection', 'audit', 'open_bill', 'other')),
	CONSTRAINT ck_legal_hold_holds_one CHECK ((case_id IS NULL) <> (bill_id IS NULL)),
	CONSTRAINT fk_legal_hold_case_id FOREIGN KEY(case_id) REFERENCES support_case (id)
)
""",
    """
CREATE INDEX ix_legal_hold_case_id ON legal_hold (case_id)
""",
    """
CREATE INDEX ix_legal_hold_bill_id ON legal_hold (bill_id)
""",
    """
CREATE TABLE application (
	case_id CHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	reasons VARCHAR NOT NULL,
	proposal VARCHAR NOT NULL,
	submitted_on DATE NOT NULL,
	decider VARCHAR NOT NULL,
	delegation_id CHAR(32),
	meeting_id CHAR(32),
	agenda_number INTEGER,
	resolution_number VARCHAR NOT NULL,
	resolved_on DATE,
	resolved VARCHAR,
	extract VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_application PRIMARY KEY (id),
	CONSTRAINT ck_application_kind_known CHECK (kind IN ('offering', 'support', 'expenses', 'rent', 'order', 'incentive', 'other')),
	CONSTRAINT ck_application_decider_known CHECK (decider IN ('authority', 'president', 'service')),
	CONSTRAINT ck_application_resolved_known CHECK (resolved IN ('granted', 'granted_in_part', 'refused', 'postponed')),
	CONSTRAINT fk_application_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_application_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegation (id),
	CONSTRAINT fk_application_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
)
""",
    """
CREATE INDEX ix_application_case_id ON application (case_id)
""",
    """
CREATE INDEX ix_application_meeting_id ON application (meeting_id)
""",
    """
CREATE TABLE tenancy (
	case_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	address VARCHAR NOT NULL,
	rooms INTEGER,
	net_rent INTEGER NOT NULL,
	ancillary INTEGER NOT NULL,
	ancillary_kind VARCHAR NOT NULL,
	form VARCHAR NOT NULL,
	persons INTEGER NOT NULL,
	supported INTEGER NOT NULL,
	share_by VARCHAR NOT NULL,
	agreed_share INTEGER,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_tenancy PRIMARY KEY (id),
	CONSTRAINT uq_tenancy_case_id_valid_from UNIQUE (case_id, valid_from),
	CONSTRAINT ck_tenancy_form_known CHECK (form IN ('family', 'couple', 'cohabitation', 'settled_cohabitation', 'shared_flat', 'subtenancy', 'with_parents', 'boarding')),
	CONSTRAINT ck_tenancy_ancillary_kind_known CHECK (ancillary_kind IN ('on_account', 'flat_rate')),
	CONSTRAINT ck_tenancy_share_by_known CHECK (share_by IN ('heads', 'agreement')),
	CONSTRAINT ck_tenancy_somebody_lives_there CHECK (persons >= 1),
	CONSTRAINT ck_tenancy_supported_are_among_them CHECK (supported >= 0 AND supported <= persons),
	CONSTRAINT fk_tenancy_case_id FOREIGN KEY(case_id) REFERENCES support_case (id)
)
""",
    """
CREATE TABLE case_task (
	case_id CHAR(32),
	title VARCHAR NOT NULL,
	due_on DATE NOT NULL,
	responsible_id CHAR(32),
	done_on DATE,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_task PRIMARY KEY (id),
	CONSTRAINT fk_case_task_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_case_task_responsible_id FOREIGN KEY(responsible_id) REFERENCES staff (id)
)
""",
    """
CREATE INDEX ix_case_task_due_on ON case_task (due_on)
""",
    """
CREATE INDEX ix_case_task_case_id ON case_task (case_id)
""",
    """
CREATE TABLE case_note (
	case_id CHAR(32) NOT NULL,
	noted_on DATE NOT NULL,
	title VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	author VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_note PRIMARY KEY (id),
	CONSTRAINT fk_case_note_case_id FOREIGN KEY(case_id) REFERENCES support_case (id)
)
""",
    """
CREATE INDEX ix_case_note_case_id ON case_note (case_id)
""",
    """
CREATE TABLE case_attachment (
	case_id CHAR(32),
	owner_kind VARCHAR NOT NULL,
	owner_id CHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	added_on DATE NOT NULL,
	text VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_attachment PRIMARY KEY (id),
	CONSTRAINT ck_case_attachment_owner_kind_known CHECK (owner_kind IN ('case', 'person', 'tenancy', 'application', 'ruling', 'enactment', 'invoice', 'incentive')),
	CONSTRAINT fk_case_attachment_case_id FOREIGN KEY(case_id) REFERENCES support_case (id)
)
""",
    """
CREATE INDEX ix_case_attachment_owner_id ON case_attachment (owner_id)
""",
    """
CREATE INDEX ix_case_attachment_case_id ON case_attachment (case_id)
""",
    """
CREATE TABLE handover_draft (
	case_id CHAR(32) NOT NULL,
	recipient VARCHAR NOT NULL,
	purpose VARCHAR NOT NULL,
	prepared_by VARCHAR NOT NULL,
	prepared_on DATE NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_handover_draft PRIMARY KEY (id),
	CONSTRAINT uq_handover_draft_case_id UNIQUE (case_id),
	CONSTRAINT fk_handover_draft_case_id FOREIGN KEY(case_id) REFERENCES support_case (id)
)
""",
    """
CREATE TABLE bill_line (
	bill_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	person_id CHAR(32) NOT NULL,
	last_name VARCHAR NOT NULL,
	first_name VARCHAR NOT NULL,
	birth_date DATE,
	ahv_number VARCHAR,
	offering_id CHAR(32) NOT NULL,
	offering_number INTEGER NOT NULL,
	offering_title VARCHAR NOT NULL,
	provider_id CHAR(32) NOT NULL,
	provider_name VARCHAR NOT NULL,
	category_code VARCHAR NOT NULL,
	regime_code VARCHAR NOT NULL,
	bfs_number INTEGER NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	days INTEGER NOT NULL,
	tariff_id CHAR(32) NOT NULL,
	tariff_unit VARCHAR NOT NULL,
	tariff_amount INTEGER NOT NULL,
	pro_rata VARCHAR NOT NULL,
	tariff_citation VARCHAR NOT NULL,
	rate INTEGER NOT NULL,
	rate_citation VARCHAR NOT NULL,
	month DATE,
	cost INTEGER NOT NULL,
	third_party INTEGER NOT NULL,
	eligible INTEGER NOT NULL,
	canton INTEGER NOT NULL,
	municipality INTEGER NOT NULL,
	late BOOLEAN NOT NULL,
	steps JSON NOT NULL,
	findings JSON NOT NULL,
	decision VARCHAR,
	accepted_eligible INTEGER,
	accepted_canton INTEGER,
	decision_reason VARCHAR NOT NULL,
	settle_by VARCHAR,
	statement VARCHAR NOT NULL,
	resumed VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_bill_line PRIMARY KEY (id),
	CONSTRAINT uq_bill_line_bill_id_position UNIQUE (bill_id, position),
	CONSTRAINT ck_bill_line_tariff_unit_known CHECK (tariff_unit IN ('hour', 'day', 'course', 'month', 'flat')),
	CONSTRAINT ck_bill_line_pro_rata_known CHECK (pro_rata IN ('started_month', 'calendar_days', 'thirty_days', 'actual_days', 'none')),
	CONSTRAINT ck_bill_line_decision_known CHECK (decision IN ('accepted', 'reduced', 'refused', 'query')),
	CONSTRAINT ck_bill_line_settle_by_known CHECK (settle_by IN ('credit', 'next_bill')),
	CONSTRAINT ck_bill_line_parts_add_up_to_the_cost CHECK (canton + municipality + third_party = cost),
	CONSTRAINT fk_bill_line_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
)
""",
    """
CREATE INDEX ix_bill_line_ahv_number ON bill_line (ahv_number)
""",
    """
CREATE INDEX ix_bill_line_bill_id_decision_accepted_canton ON bill_line (bill_id, decision, accepted_canton)
""",
    """
CREATE INDEX ix_bill_line_offering_id ON bill_line (offering_id)
""",
    """
CREATE INDEX ix_bill_line_person_id ON bill_line (person_id)
""",
    """
CREATE TABLE payment_part (
	payment_id CHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	bill_id CHAR(32),
	text VARCHAR NOT NULL,
	account VARCHAR NOT NULL,
	cost_centre VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_payment_part PRIMARY KEY (id),
	CONSTRAINT uq_payment_part_payment_id_position UNIQUE (payment_id, position),
	CONSTRAINT fk_payment_part_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT fk_payment_part_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
)
""",
    """
CREATE TABLE settlement (
	bfs_number INTEGER NOT NULL,
	bill_id CHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	settle_by VARCHAR NOT NULL,
	carried BOOLEAN NOT NULL,
	settled_in_id CHAR(32),
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_settlement PRIMARY KEY (id),
	CONSTRAINT ck_settlement_settle_by_known CHECK (settle_by IN ('credit', 'next_bill')),
	CONSTRAINT fk_settlement_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number),
	CONSTRAINT fk_settlement_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
	CONSTRAINT fk_settlement_settled_in_id FOREIGN KEY(settled_in_id) REFERENCES payment (id)
)
""",
    """
CREATE INDEX ix_settlement_bfs_number ON settlement (bfs_number)
""",
    """
CREATE TABLE ruling (
	case_id CHAR(32) NOT NULL,
	application_id CHAR(32),
	replaces_id CHAR(32),
	number VARCHAR,
	nature VARCHAR NOT NULL,
	decider VARCHAR NOT NULL,
	addressee VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	facts VARCHAR NOT NULL,
	considerations VARCHAR NOT NULL,
	disposition VARCHAR NOT NULL,
	limit_amount INTEGER,
	valid_from DATE,
	heard_on DATE,
	remedy VARCHAR NOT NULL,
	remedy_days INTEGER,
	ruled_on DATE,
	finalised_on DATE,
	pdf_sha256 VARCHAR,
	docx_sha256 VARCHAR,
	notified_on DATE,
	notified_by VARCHAR,
	contested_on DATE,
	final_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_ruling PRIMARY KEY (id),
	CONSTRAINT uq_ruling_number UNIQUE (number),
	CONSTRAINT ck_ruling_nature_known CHECK (nature IN ('grant', 'order', 'refusal', 'change', 'end')),
	CONSTRAINT ck_ruling_decider_known CHECK (decider IN ('authority', 'president', 'service')),
	CONSTRAINT ck_ruling_notified_by_known CHECK (notified_by IN ('tracked_mail', 'registered_mail', 'in_person')),
	CONSTRAINT fk_ruling_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_ruling_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_ruling_replaces_id FOREIGN KEY(replaces_id) REFERENCES ruling (id)
)
""",
    """
CREATE INDEX ix_ruling_case_id ON ruling (case_id)
""",
    """
CREATE TABLE bill_line_cost (
	line_id CHAR(32) NOT NULL,
	invoice_line_id CHAR(32) NOT NULL,
	enactment_id CHAR(32) NOT NULL,
	provider_id CHAR(32) NOT NULL,
	number VARCHAR NOT NULL,
	invoiced_on DATE NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	amount INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_bill_line_cost PRIMARY KEY (id),
	CONSTRAINT uq_bill_line_cost_line_id_invoice_line_id_first_day UNIQUE (line_id, invoice_line_id, first_day),
	CONSTRAINT fk_bill_line_cost_line_id FOREIGN KEY(line_id) REFERENCES bill_line (id)
)
""",
    """
CREATE INDEX ix_bill_line_cost_invoice_line_id ON bill_line_cost (invoice_line_id)
""",
    """
CREATE INDEX ix_bill_line_cost_number ON bill_line_cost (number)
""",
    """
CREATE INDEX ix_bill_line_cost_enactment_id ON bill_line_cost (enactment_id)
""",
    """
CREATE TABLE enactment (
	case_id CHAR(32) NOT NULL,
	ruling_id CHAR(32),
	person_id CHAR(32) NOT NULL,
	offering_id CHAR(32) NOT NULL,
	offering_number INTEGER NOT NULL,
	offering_title VARCHAR NOT NULL,
	category_code VARCHAR NOT NULL,
	provider_id CHAR(32) NOT NULL,
	provider_name VARCHAR NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	workload INTEGER,
	unit VARCHAR NOT NULL,
	price INTEGER NOT NULL,
	approved INTEGER NOT NULL,
	without_share BOOLEAN NOT NULL,
	gfs_free BOOLEAN NOT NULL,
	zif_recommended_on DATE,
	zif_binding BOOLEAN NOT NULL,
	units_possible INTEGER,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_enactment PRIMARY KEY (id),
	CONSTRAINT ck_enactment_unit_known CHECK (unit IN ('hour', 'day', 'course', 'month', 'flat')),
	CONSTRAINT fk_enactment_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_enactment_ruling_id FOREIGN KEY(ruling_id) REFERENCES ruling (id),
	CONSTRAINT fk_enactment_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE INDEX ix_enactment_ruling_id ON enactment (ruling_id)
""",
    """
CREATE INDEX ix_enactment_case_id ON enactment (case_id)
""",
    """
CREATE INDEX ix_enactment_person_id ON enactment (person_id)
""",
    """
CREATE INDEX ix_enactment_offering_id ON enactment (offering_id)
""",
    """
CREATE TABLE incentive (
	case_id CHAR(32) NOT NULL,
	person_id CHAR(32) NOT NULL,
	ruling_id CHAR(32),
	kind VARCHAR NOT NULL,
	employer VARCHAR NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE,
	amount INTEGER NOT NULL,
	evidence VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_incentive PRIMARY KEY (id),
	CONSTRAINT ck_incentive_kind_known CHECK (kind IN ('social_charges', 'care_flat_rate')),
	CONSTRAINT fk_incentive_case_id FOREIGN KEY(case_id) REFERENCES support_case (id),
	CONSTRAINT fk_incentive_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_incentive_ruling_id FOREIGN KEY(ruling_id) REFERENCES ruling (id)
)
""",
    """
CREATE INDEX ix_incentive_person_id ON incentive (person_id)
""",
    """
CREATE INDEX ix_incentive_case_id ON incentive (case_id)
""",
    """
CREATE TABLE rent_measure (
	tenancy_id CHAR(32) NOT NULL,
	kind VARCHAR NOT NULL,
	ordered_on DATE NOT NULL,
	deadline DATE,
	reduced_to INTEGER,
	limit_then INTEGER,
	ruling_id CHAR(32),
	lifted_on DATE,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_rent_measure PRIMARY KEY (id),
	CONSTRAINT ck_rent_measure_kind_known CHECK (kind IN ('order', 'reduction')),
	CONSTRAINT fk_rent_measure_tenancy_id FOREIGN KEY(tenancy_id) REFERENCES tenancy (id),
	CONSTRAINT fk_rent_measure_ruling_id FOREIGN KEY(ruling_id) REFERENCES ruling (id)
)
""",
    """
CREATE INDEX ix_rent_measure_tenancy_id ON rent_measure (tenancy_id)
""",
    """
CREATE TABLE participation (
	enactment_id CHAR(32) NOT NULL,
	began_on DATE,
	ended_on DATE,
	result VARCHAR,
	result_note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_participation PRIMARY KEY (id),
	CONSTRAINT ck_participation_result_known CHECK (result IN ('completed', 'employed', 'training', 'broken_off', 'moved')),
	CONSTRAINT uq_participation_enactment_id UNIQUE (enactment_id),
	CONSTRAINT fk_participation_enactment_id FOREIGN KEY(enactment_id) REFERENCES enactment (id)
)
""",
    """
CREATE TABLE invoice_line (
	invoice_id CHAR(32) NOT NULL,
	enactment_id CHAR(32) NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	units INTEGER,
	possible INTEGER,
	absent INTEGER,
	amount INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_invoice_line PRIMARY KEY (id),
	CONSTRAINT fk_invoice_line_invoice_id FOREIGN KEY(invoice_id) REFERENCES provider_invoice (id),
	CONSTRAINT fk_invoice_line_enactment_id FOREIGN KEY(enactment_id) REFERENCES enactment (id)
)
""",
    """
CREATE INDEX ix_invoice_line_invoice_id ON invoice_line (invoice_id)
""",
    """
CREATE INDEX ix_invoice_line_enactment_id ON invoice_line (enactment_id)
""",
    """
CREATE TABLE third_party_payment (
	enactment_id CHAR(32) NOT NULL,
	payer VARCHAR NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	amount INTEGER NOT NULL,
	received_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_third_party_payment PRIMARY KEY (id),
	CONSTRAINT ck_third_party_payment_payer_known CHECK (payer IN ('iv', 'alv', 'scholarship', 'parents', 'other')),
	CONSTRAINT fk_third_party_payment_enactment_id FOREIGN KEY(enactment_id) REFERENCES enactment (id)
)
""",
    """
CREATE INDEX ix_third_party_payment_enactment_id ON third_party_payment (enactment_id)
""",
    """
CREATE TABLE search_effort (
	measure_id CHAR(32) NOT NULL,
	shown_on DATE NOT NULL,
	text VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_search_effort PRIMARY KEY (id),
	CONSTRAINT fk_search_effort_measure_id FOREIGN KEY(measure_id) REFERENCES rent_measure (id)
)
""",
    """
CREATE INDEX ix_search_effort_measure_id ON search_effort (measure_id)
""",
    """
CREATE TABLE interruption (
	participation_id CHAR(32) NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE,
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_interruption PRIMARY KEY (id),
	CONSTRAINT ck_interruption_reason_known CHECK (reason IN ('illness', 'holidays', 'family', 'provider', 'other')),
	CONSTRAINT fk_interruption_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id)
)
""",
    """
CREATE INDEX ix_interruption_participation_id ON interruption (participation_id)
""",
    """
CREATE TABLE follow_up (
	participation_id CHAR(32) NOT NULL,
	due_on DATE NOT NULL,
	done_on DATE,
	result VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT uq_follow_up_participation_id_due_on UNIQUE (participation_id, due_on),
	CONSTRAINT fk_follow_up_participation_id FOREIGN KEY(participation_id) REFERENCES participation (id)
)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
