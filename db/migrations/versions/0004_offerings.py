"""Providers, offerings, their recognition, tariffs, yearly reports and the catalogue. Written by ``make_step.py``."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE offering_category (
	code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	parent_code VARCHAR,
	financing VARCHAR NOT NULL,
	citation VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_category PRIMARY KEY (id),
	CONSTRAINT uq_offering_category_code_valid_from UNIQUE (code, valid_from),
	CONSTRAINT ck_offering_category_financing_known CHECK (financing IN ('per_person', 'per_agreement', 'free'))
)
""",
    """
CREATE TABLE covered_need (
	category_code VARCHAR NOT NULL,
	segment VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_covered_need PRIMARY KEY (id),
	CONSTRAINT uq_covered_need_category_code_segment_valid_from UNIQUE (category_code, segment, valid_from)
)
""",
    """
CREATE TABLE regime (
	code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_regime PRIMARY KEY (id),
	CONSTRAINT uq_regime_code_valid_from UNIQUE (code, valid_from)
)
""",
    """
CREATE TABLE regime_rate (
	regime_code VARCHAR NOT NULL,
	category_code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	billable VARCHAR NOT NULL,
	rate INTEGER,
	cost_bearer VARCHAR,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_regime_rate PRIMARY KEY (id),
	CONSTRAINT uq_regime_rate_regime_code_category_code_valid_from UNIQUE (regime_code, category_code, valid_from),
	CONSTRAINT ck_regime_rate_billable_known CHECK (billable IN ('yes', 'no', 'unknown')),
	CONSTRAINT ck_regime_rate_cost_bearer_known CHECK (cost_bearer IN ('municipality', 'canton', 'confederation')),
	CONSTRAINT ck_regime_rate_rate_not_negative CHECK (rate IS NULL OR rate >= 0)
)
""",
    """
CREATE TABLE tariff (
	category_code VARCHAR NOT NULL,
	regime_code VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	amount INTEGER NOT NULL,
	pro_rata VARCHAR NOT NULL,
	cap_kind VARCHAR,
	cap_amount INTEGER,
	citation VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_tariff PRIMARY KEY (id),
	CONSTRAINT uq_tariff_category_code_regime_code_unit_valid_from UNIQUE (category_code, regime_code, unit, valid_from),
	CONSTRAINT ck_tariff_unit_known CHECK (unit IN ('hour', 'day', 'course', 'month', 'flat')),
	CONSTRAINT ck_tariff_pro_rata_known CHECK (pro_rata IN ('started_month', 'calendar_days', 'thirty_days', 'actual_days', 'none')),
	CONSTRAINT ck_tariff_cap_kind_known CHECK (cap_kind IN ('per_offering', 'per_person_month')),
	CONSTRAINT ck_tariff_amount_not_negative CHECK (amount >= 0),
	CONSTRAINT ck_tariff_cap_is_whole CHECK ((cap_kind IS NULL) = (cap_amount IS NULL))
)
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
	CONSTRAINT ck_offering_value_key_known CHECK (key IN ('report_due', 'municipal_recognition_years', 'small_count', 'second_person'))
)
""",
    """
CREATE TABLE legal_remedy (
	valid_from DATE NOT NULL,
	ended_on DATE,
	text VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	checked BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_legal_remedy PRIMARY KEY (id),
	CONSTRAINT uq_legal_remedy_valid_from UNIQUE (valid_from)
)
""",
    """
CREATE TABLE recognition_window (
	opens DATE NOT NULL,
	closes DATE NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recognition_window PRIMARY KEY (id),
	CONSTRAINT uq_recognition_window_opens UNIQUE (opens)
)
""",
    """
CREATE TABLE enclosure_kind (
	code VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	scope VARCHAR NOT NULL,
	required BOOLEAN NOT NULL,
	inspected_only BOOLEAN NOT NULL,
	valid_months INTEGER,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_enclosure_kind PRIMARY KEY (id),
	CONSTRAINT uq_enclosure_kind_code UNIQUE (code),
	CONSTRAINT ck_enclosure_kind_scope_known CHECK (scope IN ('provider', 'offering'))
)
""",
    """
CREATE TABLE criteria_version (
	name VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	sample BOOLEAN NOT NULL,
	source VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_criteria_version PRIMARY KEY (id),
	CONSTRAINT uq_criteria_version_name UNIQUE (name)
)
""",
    """
CREATE TABLE provider (
	name VARCHAR NOT NULL,
	name_sort VARCHAR NOT NULL,
	legal_form VARCHAR NOT NULL,
	organisation_type VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	website VARCHAR NOT NULL,
	iban VARCHAR NOT NULL,
	closed_on DATE,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_provider PRIMARY KEY (id),
	CONSTRAINT ck_provider_organisation_type_known CHECK (organisation_type IN ('association', 'foundation', 'company', 'public_body', 'church', 'playgroup', 'day_care', 'other'))
)
""",
    """
CREATE INDEX ix_provider_name_sort ON provider (name_sort)
""",
    """
CREATE TABLE offering_attachment (
	owner_kind VARCHAR NOT NULL,
	owner_id CHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	added_on DATE NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_attachment PRIMARY KEY (id),
	CONSTRAINT ck_offering_attachment_owner_kind_known CHECK (owner_kind IN ('provider', 'offering', 'request', 'enclosure', 'decision', 'condition', 'agreement', 'report'))
)
""",
    """
CREATE INDEX ix_offering_attachment_owner_id ON offering_attachment (owner_id)
""",
    """
CREATE TABLE office_key (
	id CHAR(32) NOT NULL,
	purpose VARCHAR NOT NULL,
	public BLOB NOT NULL,
	secret BLOB NOT NULL,
	created_on DATE NOT NULL,
	retired_on DATE,
	CONSTRAINT pk_office_key PRIMARY KEY (id),
	CONSTRAINT ck_office_key_purpose_known CHECK (purpose IN ('signing', 'encryption'))
)
""",
    """
CREATE TABLE trusted_key (
	purpose VARCHAR NOT NULL,
	public VARCHAR NOT NULL,
	office_name VARCHAR NOT NULL,
	confirmed_on DATE NOT NULL,
	confirmed_by VARCHAR NOT NULL,
	retired_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_trusted_key PRIMARY KEY (id),
	CONSTRAINT uq_trusted_key_public UNIQUE (public),
	CONSTRAINT ck_trusted_key_purpose_known CHECK (purpose IN ('signing', 'encryption'))
)
""",
    """
CREATE TABLE catalogue (
	serial INTEGER NOT NULL,
	as_of DATE NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	taken_at VARCHAR(32) NOT NULL,
	key_fingerprint VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	offerings INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_catalogue PRIMARY KEY (id),
	CONSTRAINT uq_catalogue_serial UNIQUE (serial)
)
""",
    """
CREATE TABLE platform_list (
	number INTEGER NOT NULL,
	published_on DATE NOT NULL,
	published_by VARCHAR NOT NULL,
	content JSON NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_platform_list PRIMARY KEY (id),
	CONSTRAINT uq_platform_list_number UNIQUE (number)
)
""",
    """
CREATE TABLE unmet_need (
	month DATE NOT NULL,
	origin VARCHAR NOT NULL,
	criteria VARCHAR NOT NULL,
	category_code VARCHAR,
	why VARCHAR NOT NULL,
	searches INTEGER NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_unmet_need PRIMARY KEY (id),
	CONSTRAINT uq_unmet_need_month_origin_criteria_why UNIQUE (month, origin, criteria, why),
	CONSTRAINT ck_unmet_need_why_known CHECK (why IN ('nothing_found', 'no_free_place'))
)
""",
    """
CREATE TABLE provider_contact (
	provider_id CHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	function VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	main BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_provider_contact PRIMARY KEY (id),
	CONSTRAINT fk_provider_contact_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id)
)
""",
    """
CREATE INDEX ix_provider_contact_provider_id ON provider_contact (provider_id)
""",
    """
CREATE TABLE provider_place (
	provider_id CHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	town VARCHAR NOT NULL,
	bfs_number INTEGER,
	wheelchair BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_provider_place PRIMARY KEY (id),
	CONSTRAINT fk_provider_place_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id),
	CONSTRAINT fk_provider_place_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE INDEX ix_provider_place_bfs_number ON provider_place (bfs_number)
""",
    """
CREATE INDEX ix_provider_place_provider_id ON provider_place (provider_id)
""",
    """
CREATE TABLE municipal_recognition (
	provider_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	recognised_on DATE NOT NULL,
	valid_to DATE NOT NULL,
	notified_on DATE,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_municipal_recognition PRIMARY KEY (id),
	CONSTRAINT uq_municipal_recognition_provider_id_bfs_number_recognised_on UNIQUE (provider_id, bfs_number, recognised_on),
	CONSTRAINT fk_municipal_recognition_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id),
	CONSTRAINT fk_municipal_recognition_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE INDEX ix_municipal_recognition_provider_id ON municipal_recognition (provider_id)
""",
    """
CREATE TABLE platform_list_file (
	list_id CHAR(32) NOT NULL,
	name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_platform_list_file PRIMARY KEY (id),
	CONSTRAINT uq_platform_list_file_list_id_name UNIQUE (list_id, name),
	CONSTRAINT fk_platform_list_file_list_id FOREIGN KEY(list_id) REFERENCES platform_list (id)
)
""",
    """
CREATE TABLE criterion (
	version_id CHAR(32) NOT NULL,
	number INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	weight INTEGER NOT NULL,
	mandatory BOOLEAN NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_criterion PRIMARY KEY (id),
	CONSTRAINT uq_criterion_version_id_number UNIQUE (version_id, number),
	CONSTRAINT ck_criterion_weight_not_negative CHECK (weight >= 0),
	CONSTRAINT fk_criterion_version_id FOREIGN KEY(version_id) REFERENCES criteria_version (id)
)
""",
    """
CREATE TABLE service_agreement (
	provider_id CHAR(32),
	partner VARCHAR NOT NULL,
	programme VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	amount INTEGER,
	begins DATE NOT NULL,
	ends DATE,
	deliverables VARCHAR NOT NULL,
	citation VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_service_agreement PRIMARY KEY (id),
	CONSTRAINT fk_service_agreement_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id)
)
""",
    """
CREATE INDEX ix_service_agreement_provider_id ON service_agreement (provider_id)
""",
    """
CREATE TABLE provider_report (
	provider_id CHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	received_on DATE NOT NULL,
	file_name VARCHAR NOT NULL,
	file_sha256 VARCHAR,
	strengths VARCHAR NOT NULL,
	weaknesses VARCHAR NOT NULL,
	cooperation VARCHAR NOT NULL,
	goals_reached VARCHAR NOT NULL,
	participants INTEGER,
	assignments INTEGER,
	amount INTEGER,
	vat VARCHAR,
	result VARCHAR,
	result_on DATE,
	result_reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_provider_report PRIMARY KEY (id),
	CONSTRAINT uq_provider_report_provider_id_year UNIQUE (provider_id, year),
	CONSTRAINT ck_provider_report_vat_known CHECK (vat IN ('included', 'excluded', 'exempt')),
	CONSTRAINT ck_provider_report_result_known CHECK (result IN ('continue', 'conditions', 'withdraw')),
	CONSTRAINT fk_provider_report_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id)
)
""",
    """
CREATE TABLE report_reminder (
	provider_id CHAR(32) NOT NULL,
	year INTEGER NOT NULL,
	drafted_on DATE NOT NULL,
	due_on DATE NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_report_reminder PRIMARY KEY (id),
	CONSTRAINT fk_report_reminder_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id)
)
""",
    """
CREATE INDEX ix_report_reminder_provider_id ON report_reminder (provider_id)
""",
    """
CREATE TABLE offering (
	number INTEGER NOT NULL,
	provider_id CHAR(32) NOT NULL,
	category_code VARCHAR NOT NULL,
	segment VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	title_sort VARCHAR NOT NULL,
	goals VARCHAR NOT NULL,
	content VARCHAR NOT NULL,
	audience VARCHAR NOT NULL,
	for_refugees BOOLEAN NOT NULL,
	for_women BOOLEAN NOT NULL,
	for_mothers BOOLEAN NOT NULL,
	with_health_impairment BOOLEAN NOT NULL,
	age_from INTEGER,
	age_to INTEGER,
	workload_from INTEGER,
	workload_to INTEGER,
	workload_note VARCHAR NOT NULL,
	weeks_min INTEGER,
	weeks_max INTEGER,
	starts_any_time BOOLEAN NOT NULL,
	capacity INTEGER,
	free_places INTEGER,
	free_as_of DATE,
	childcare VARCHAR NOT NULL,
	includes_travel BOOLEAN NOT NULL,
	includes_meals BOOLEAN NOT NULL,
	contact_id CHAR(32),
	link VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	checked_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering PRIMARY KEY (id),
	CONSTRAINT uq_offering_number UNIQUE (number),
	CONSTRAINT ck_offering_number_counts_from_one CHECK (number >= 1),
	CONSTRAINT ck_offering_audience_known CHECK (audience IN ('social_assistance', 'asylum', 'both')),
	CONSTRAINT ck_offering_childcare_known CHECK (childcare IN ('no', 'yes', 'on_request')),
	CONSTRAINT ck_offering_state_known CHECK (state IN ('draft', 'published', 'paused', 'removed')),
	CONSTRAINT fk_offering_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id),
	CONSTRAINT fk_offering_contact_id FOREIGN KEY(contact_id) REFERENCES provider_contact (id)
)
""",
    """
CREATE INDEX ix_offering_provider_id ON offering (provider_id)
""",
    """
CREATE INDEX ix_offering_category_code ON offering (category_code)
""",
    """
CREATE INDEX ix_offering_title_sort ON offering (title_sort)
""",
    """
CREATE TABLE reported_municipality (
	report_id CHAR(32) NOT NULL,
	bfs_number INTEGER NOT NULL,
	assignments INTEGER,
	amount INTEGER,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_reported_municipality PRIMARY KEY (id),
	CONSTRAINT uq_reported_municipality_report_id_bfs_number UNIQUE (report_id, bfs_number),
	CONSTRAINT fk_reported_municipality_report_id FOREIGN KEY(report_id) REFERENCES provider_report (id),
	CONSTRAINT fk_reported_municipality_bfs_number FOREIGN KEY(bfs_number) REFERENCES municipality (bfs_number)
)
""",
    """
CREATE TABLE offering_start (
	offering_id CHAR(32) NOT NULL,
	starts_on DATE NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_start PRIMARY KEY (id),
	CONSTRAINT uq_offering_start_offering_id_starts_on UNIQUE (offering_id, starts_on),
	CONSTRAINT fk_offering_start_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id)
)
""",
    """
CREATE TABLE offering_language (
	offering_id CHAR(32) NOT NULL,
	language VARCHAR NOT NULL,
	needed VARCHAR,
	reached VARCHAR,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_language PRIMARY KEY (id),
	CONSTRAINT uq_offering_language_offering_id_language UNIQUE (offering_id, language),
	CONSTRAINT ck_offering_language_needed_known CHECK (needed IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
	CONSTRAINT ck_offering_language_reached_known CHECK (reached IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
	CONSTRAINT fk_offering_language_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id)
)
""",
    """
CREATE TABLE offering_place (
	offering_id CHAR(32) NOT NULL,
	place_id CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_place PRIMARY KEY (id),
	CONSTRAINT uq_offering_place_offering_id_place_id UNIQUE (offering_id, place_id),
	CONSTRAINT fk_offering_place_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id),
	CONSTRAINT fk_offering_place_place_id FOREIGN KEY(place_id) REFERENCES provider_place (id)
)
""",
    """
CREATE INDEX ix_offering_place_place_id ON offering_place (place_id)
""",
    """
CREATE TABLE offering_price (
	offering_id CHAR(32) NOT NULL,
	valid_from DATE NOT NULL,
	ended_on DATE,
	amount INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	vat VARCHAR NOT NULL,
	vat_rate INTEGER,
	minimum_units INTEGER,
	absences_invoiced BOOLEAN,
	notice_period VARCHAR NOT NULL,
	trial_phase VARCHAR NOT NULL,
	insured_by VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_offering_price PRIMARY KEY (id),
	CONSTRAINT uq_offering_price_offering_id_valid_from UNIQUE (offering_id, valid_from),
	CONSTRAINT ck_offering_price_unit_known CHECK (unit IN ('hour', 'day', 'course', 'month', 'flat')),
	CONSTRAINT ck_offering_price_vat_known CHECK (vat IN ('included', 'excluded', 'exempt')),
	CONSTRAINT fk_offering_price_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id)
)
""",
    """
CREATE TABLE recognition_request (
	provider_id CHAR(32) NOT NULL,
	offering_id CHAR(32),
	kind VARCHAR NOT NULL,
	received_on DATE NOT NULL,
	window_id CHAR(32),
	complete_on DATE,
	responsible VARCHAR NOT NULL,
	need VARCHAR,
	need_reason VARCHAR NOT NULL,
	need_checked_on DATE,
	criteria_version_id CHAR(32),
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recognition_request PRIMARY KEY (id),
	CONSTRAINT ck_recognition_request_kind_known CHECK (kind IN ('first', 'renewal', 'change')),
	CONSTRAINT ck_recognition_request_need_known CHECK (need IN ('needed', 'covered')),
	CONSTRAINT fk_recognition_request_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id),
	CONSTRAINT fk_recognition_request_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id),
	CONSTRAINT fk_recognition_request_window_id FOREIGN KEY(window_id) REFERENCES recognition_window (id),
	CONSTRAINT fk_recognition_request_criteria_version_id FOREIGN KEY(criteria_version_id) REFERENCES criteria_version (id)
)
""",
    """
CREATE INDEX ix_recognition_request_provider_id ON recognition_request (provider_id)
""",
    """
CREATE INDEX ix_recognition_request_offering_id ON recognition_request (offering_id)
""",
    """
CREATE TABLE agreement_offering (
	agreement_id CHAR(32) NOT NULL,
	offering_id CHAR(32) NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_agreement_offering PRIMARY KEY (id),
	CONSTRAINT uq_agreement_offering_agreement_id_offering_id UNIQUE (agreement_id, offering_id),
	CONSTRAINT fk_agreement_offering_agreement_id FOREIGN KEY(agreement_id) REFERENCES service_agreement (id),
	CONSTRAINT fk_agreement_offering_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id)
)
""",
    """
CREATE INDEX ix_agreement_offering_offering_id ON agreement_offering (offering_id)
""",
    """
CREATE TABLE reported_offering (
	report_id CHAR(32) NOT NULL,
	offering_id CHAR(32) NOT NULL,
	places INTEGER,
	utilisation INTEGER,
	participants INTEGER,
	assignments INTEGER,
	units INTEGER,
	amount INTEGER,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_reported_offering PRIMARY KEY (id),
	CONSTRAINT uq_reported_offering_report_id_offering_id UNIQUE (report_id, offering_id),
	CONSTRAINT fk_reported_offering_report_id FOREIGN KEY(report_id) REFERENCES provider_report (id),
	CONSTRAINT fk_reported_offering_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id)
)
""",
    """
CREATE INDEX ix_reported_offering_offering_id ON reported_offering (offering_id)
""",
    """
CREATE TABLE enclosure (
	request_id CHAR(32) NOT NULL,
	kind_code VARCHAR NOT NULL,
	received_on DATE,
	expires_on DATE,
	seen_by VARCHAR NOT NULL,
	inspection VARCHAR,
	waived_because VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_enclosure PRIMARY KEY (id),
	CONSTRAINT uq_enclosure_request_id_kind_code UNIQUE (request_id, kind_code),
	CONSTRAINT ck_enclosure_inspection_known CHECK (inspection IN ('clear', 'entries')),
	CONSTRAINT fk_enclosure_request_id FOREIGN KEY(request_id) REFERENCES recognition_request (id)
)
""",
    """
CREATE TABLE assessment (
	request_id CHAR(32) NOT NULL,
	criterion_id CHAR(32) NOT NULL,
	points INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_assessment PRIMARY KEY (id),
	CONSTRAINT uq_assessment_request_id_criterion_id UNIQUE (request_id, criterion_id),
	CONSTRAINT ck_assessment_points_not_negative CHECK (points >= 0),
	CONSTRAINT fk_assessment_request_id FOREIGN KEY(request_id) REFERENCES recognition_request (id),
	CONSTRAINT fk_assessment_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id)
)
""",
    """
CREATE INDEX ix_assessment_criterion_id ON assessment (criterion_id)
""",
    """
CREATE TABLE recognition_decision (
	provider_id CHAR(32) NOT NULL,
	offering_id CHAR(32),
	request_id CHAR(32),
	kind VARCHAR NOT NULL,
	number VARCHAR,
	decided_on DATE,
	valid_from DATE,
	valid_to DATE,
	reasons VARCHAR NOT NULL,
	duties VARCHAR NOT NULL,
	heard_on DATE,
	hearing_note VARCHAR NOT NULL,
	remedy VARCHAR NOT NULL,
	prepared_by VARCHAR NOT NULL,
	released_by VARCHAR NOT NULL,
	released_at VARCHAR(32),
	sent_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recognition_decision PRIMARY KEY (id),
	CONSTRAINT uq_recognition_decision_number UNIQUE (number),
	CONSTRAINT ck_recognition_decision_kind_known CHECK (kind IN ('recognised', 'with_conditions', 'refused', 'refused_need_covered', 'not_entered', 'request_withdrawn', 'revoked', 'expired')),
	CONSTRAINT fk_recognition_decision_provider_id FOREIGN KEY(provider_id) REFERENCES provider (id),
	CONSTRAINT fk_recognition_decision_offering_id FOREIGN KEY(offering_id) REFERENCES offering (id),
	CONSTRAINT fk_recognition_decision_request_id FOREIGN KEY(request_id) REFERENCES recognition_request (id)
)
""",
    """
CREATE INDEX ix_recognition_decision_offering_id ON recognition_decision (offering_id)
""",
    """
CREATE INDEX ix_recognition_decision_request_id ON recognition_decision (request_id)
""",
    """
CREATE INDEX ix_recognition_decision_provider_id ON recognition_decision (provider_id)
""",
    """
CREATE TABLE recognition_condition (
	decision_id CHAR(32) NOT NULL,
	text VARCHAR NOT NULL,
	due_on DATE NOT NULL,
	evidence VARCHAR NOT NULL,
	fulfilled_on DATE,
	id CHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recognition_condition PRIMARY KEY (id),
	CONSTRAINT fk_recognition_condition_decision_id FOREIGN KEY(decision_id) REFERENCES recognition_decision (id)
)
""",
    """
CREATE INDEX ix_recognition_condition_decision_id ON recognition_condition (decision_id)
""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
