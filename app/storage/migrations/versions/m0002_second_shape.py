"""The second shape: how far back each client is settled, and what Accord keeps besides."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE settlement (
        id INTEGER NOT NULL,
        until TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        state TEXT NOT NULL,
        CONSTRAINT pk_settlement PRIMARY KEY (id),
        CONSTRAINT fk_settlement_id FOREIGN KEY(id) REFERENCES client (id)
    ) STRICT
    """,
    "ALTER TABLE tax ADD COLUMN inclusive INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE document ADD COLUMN payable INTEGER",
    "ALTER TABLE document_tax ADD COLUMN inclusive INTEGER",
    "ALTER TABLE company ADD COLUMN cash_rounding TEXT DEFAULT '{}' NOT NULL",
    "ALTER TABLE company ADD COLUMN details TEXT DEFAULT 'none' NOT NULL",
    "ALTER TABLE client ADD COLUMN details TEXT DEFAULT '' NOT NULL",
    """
    CREATE TABLE company_term (
        id INTEGER NOT NULL,
        company_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_company_term PRIMARY KEY (id),
        CONSTRAINT uq_company_term_company_id_term_since UNIQUE (company_id, term, since),
        CONSTRAINT fk_company_term_company_id FOREIGN KEY(company_id) REFERENCES company (id)
    ) STRICT
    """,
    "ALTER TABLE block RENAME COLUMN hours TO amount",
    "ALTER TABLE block ADD COLUMN measure TEXT DEFAULT 'hours' NOT NULL",
    "ALTER TABLE block ADD COLUMN work_types TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE document_line ADD COLUMN grouped TEXT",
    "ALTER TABLE document_line ADD COLUMN hours TEXT",
    """
    INSERT INTO agreement_term (agreement_id, term, since, value)
    SELECT id, 'show_covered', '0001-01-01', 'true' FROM agreement WHERE show_covered <> 0
    """,
    "ALTER TABLE agreement DROP COLUMN show_covered",
    """
    CREATE TABLE agreement_discount (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_agreement_discount PRIMARY KEY (id),
        CONSTRAINT uq_agreement_discount_agreement_id_name UNIQUE (agreement_id, name),
        CONSTRAINT fk_agreement_discount_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    ) STRICT
    """,
    """
    CREATE TABLE client_discount (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_client_discount PRIMARY KEY (id),
        CONSTRAINT uq_client_discount_client_id_name UNIQUE (client_id, name),
        CONSTRAINT fk_client_discount_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE deposit (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_deposit PRIMARY KEY (id),
        CONSTRAINT uq_deposit_client_id_name UNIQUE (client_id, name),
        CONSTRAINT fk_deposit_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE expense_term (
        id INTEGER NOT NULL,
        expense_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_expense_term PRIMARY KEY (id),
        CONSTRAINT uq_expense_term_expense_id_term_since UNIQUE (expense_id, term, since),
        CONSTRAINT fk_expense_term_expense_id FOREIGN KEY(expense_id) REFERENCES expense (id)
    ) STRICT
    """,
    # What happened to a ticket was any word; what means nothing to a clock becomes a note.
    """
    UPDATE ticket_event
    SET type = 'note',
        body = json_set(body, '$.to', NULL, '$.note', trim(
            type || ' ' || coalesce(json_extract(body, '$.to'), '') || ' '
            || coalesce(json_extract(body, '$.note'), '')))
    WHERE type NOT IN ('agent_reply', 'client_contact', 'client_message', 'note')
    AND (type <> 'status' OR coalesce(json_extract(body, '$.to'), '') NOT IN (
        'active', 'waiting_client', 'waiting_vendor', 'scheduled', 'resolved', 'closed',
        'cancelled', 'merged', 'spam'))
    AND (type NOT IN ('priority', 'agreement') OR json_extract(body, '$.to') IS NULL)
    """,
    """
    UPDATE sla_policy
    SET body = json_set(body, '$.pauses', (
        SELECT json_group_array(value) FROM json_each(sla_policy.body, '$.pauses')
        WHERE value IN ('waiting_client', 'waiting_vendor', 'scheduled')))
    """,
    "ALTER TABLE ticket ADD COLUMN body TEXT DEFAULT '{}' NOT NULL",
    """
    CREATE TABLE attachment (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        ticket_id INTEGER,
        client_id INTEGER,
        name TEXT NOT NULL,
        added TEXT NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_attachment PRIMARY KEY (id),
        CONSTRAINT ck_attachment_owned_once CHECK ((ticket_id IS NULL) <> (client_id IS NULL)),
        CONSTRAINT uq_attachment_code UNIQUE (code),
        CONSTRAINT fk_attachment_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_attachment_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    "CREATE INDEX ix_attachment_ticket_id ON attachment (ticket_id)",
    "CREATE INDEX ix_attachment_client_id ON attachment (client_id)",
    """
    CREATE TABLE ticket_status (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_ticket_status PRIMARY KEY (id),
        CONSTRAINT uq_ticket_status_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE canned_note (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_canned_note PRIMARY KEY (id),
        CONSTRAINT uq_canned_note_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE recurring_ticket (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        agreement_id INTEGER,
        body TEXT NOT NULL,
        CONSTRAINT pk_recurring_ticket PRIMARY KEY (id),
        CONSTRAINT uq_recurring_ticket_name UNIQUE (name),
        CONSTRAINT fk_recurring_ticket_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_recurring_ticket_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    ) STRICT
    """,
    """
    CREATE TABLE claim (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        asset_id INTEGER,
        site_id INTEGER,
        contact_id INTEGER,
        CONSTRAINT pk_claim PRIMARY KEY (id),
        CONSTRAINT uq_claim_client_id_asset_id_site_id_contact_id UNIQUE (client_id, asset_id, site_id, contact_id),
        CONSTRAINT fk_claim_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_claim_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id),
        CONSTRAINT fk_claim_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id),
        CONSTRAINT fk_claim_site_id FOREIGN KEY(site_id) REFERENCES site (id),
        CONSTRAINT fk_claim_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
    ) STRICT
    """,
    "CREATE INDEX ix_time_entry_ticket_id ON time_entry (ticket_id, minutes)",
    "ALTER TABLE time_entry ADD COLUMN approved INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE time_entry ADD COLUMN unlocked TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX ix_time_entry_start ON time_entry (start)",
    "ALTER TABLE contact ADD COLUMN in_copy INTEGER DEFAULT '0' NOT NULL",
    """
    CREATE TABLE mail (
        id INTEGER NOT NULL,
        message_id TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        purpose TEXT NOT NULL,
        subject TEXT DEFAULT '' NOT NULL,
        body TEXT DEFAULT '' NOT NULL,
        recipients TEXT NOT NULL,
        created TEXT NOT NULL,
        state TEXT NOT NULL,
        tries INTEGER DEFAULT '0' NOT NULL,
        not_before TEXT,
        tried_at TEXT,
        evidence TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_mail PRIMARY KEY (id),
        CONSTRAINT ck_mail_state_known CHECK (state IN ('pending', 'held', 'sending', 'sent', 'failed', 'uncertain', 'handed_over', 'withdrawn')),
        CONSTRAINT uq_mail_message_id UNIQUE (message_id),
        CONSTRAINT fk_mail_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    "CREATE INDEX ix_mail_state ON mail (state)",
    """
    CREATE TABLE mail_document (
        id INTEGER NOT NULL,
        mail_id INTEGER NOT NULL,
        document_id INTEGER NOT NULL,
        CONSTRAINT pk_mail_document PRIMARY KEY (id),
        CONSTRAINT uq_mail_document_mail_id_document_id UNIQUE (mail_id, document_id),
        CONSTRAINT fk_mail_document_mail_id FOREIGN KEY(mail_id) REFERENCES mail (id),
        CONSTRAINT fk_mail_document_document_id FOREIGN KEY(document_id) REFERENCES document (id)
    ) STRICT
    """,
    "CREATE INDEX ix_mail_document_document_id ON mail_document (document_id)",
    """
    CREATE TABLE mail_paper (
        id INTEGER NOT NULL,
        mail_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        pdf BLOB NOT NULL,
        CONSTRAINT pk_mail_paper PRIMARY KEY (id),
        CONSTRAINT uq_mail_paper_mail_id_name UNIQUE (mail_id, name),
        CONSTRAINT fk_mail_paper_mail_id FOREIGN KEY(mail_id) REFERENCES mail (id)
    ) STRICT
    """,
    """
    CREATE TABLE sla_month (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        month TEXT NOT NULL,
        closed TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_sla_month PRIMARY KEY (id),
        CONSTRAINT uq_sla_month_client_id_month UNIQUE (client_id, month),
        CONSTRAINT uq_sla_month_code UNIQUE (code),
        CONSTRAINT fk_sla_month_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE sla_notice (
        id INTEGER NOT NULL,
        ticket_id INTEGER NOT NULL,
        metric TEXT NOT NULL,
        cycle INTEGER NOT NULL,
        percent INTEGER NOT NULL,
        at TEXT NOT NULL,
        told TEXT NOT NULL,
        seen INTEGER NOT NULL,
        CONSTRAINT pk_sla_notice PRIMARY KEY (id),
        CONSTRAINT uq_sla_notice_ticket_id_metric_cycle_percent_at
            UNIQUE (ticket_id, metric, cycle, percent, at),
        CONSTRAINT fk_sla_notice_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
    ) STRICT
    """,
    """
    CREATE TABLE ticket_now (
        id INTEGER NOT NULL,
        due INTEGER NOT NULL,
        opened INTEGER NOT NULL,
        minutes INTEGER NOT NULL,
        by_number TEXT NOT NULL,
        by_summary TEXT NOT NULL,
        by_client TEXT NOT NULL,
        by_status TEXT NOT NULL,
        by_priority TEXT NOT NULL,
        by_agreement TEXT NOT NULL,
        by_assigned TEXT NOT NULL,
        status TEXT NOT NULL,
        priority TEXT NOT NULL,
        agreement TEXT NOT NULL,
        assigned TEXT NOT NULL,
        until INTEGER,
        words TEXT NOT NULL,
        CONSTRAINT pk_ticket_now PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX ix_ticket_now_due ON ticket_now (due)",
    "CREATE INDEX ix_ticket_now_opened ON ticket_now (opened)",
    "CREATE INDEX ix_ticket_now_minutes ON ticket_now (minutes)",
    "CREATE INDEX ix_ticket_now_by_number ON ticket_now (by_number)",
    "CREATE INDEX ix_ticket_now_by_summary ON ticket_now (by_summary)",
    "CREATE INDEX ix_ticket_now_by_client ON ticket_now (by_client)",
    "CREATE INDEX ix_ticket_now_by_status ON ticket_now (by_status)",
    "CREATE INDEX ix_ticket_now_by_priority ON ticket_now (by_priority)",
    "CREATE INDEX ix_ticket_now_by_agreement ON ticket_now (by_agreement)",
    "CREATE INDEX ix_ticket_now_by_assigned ON ticket_now (by_assigned)",
    "CREATE INDEX ix_ticket_now_until ON ticket_now (until) WHERE until IS NOT NULL",
    """
    CREATE TABLE ticket_stale (
        ticket_id INTEGER NOT NULL,
        CONSTRAINT pk_ticket_stale PRIMARY KEY (ticket_id)
    ) STRICT
    """,
    "INSERT INTO ticket_stale SELECT id FROM ticket",
    """
    CREATE VIRTUAL TABLE ticket_words USING fts5(words, content='ticket_now', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4', columnsize=0, detail=none)
    """,
    "DROP INDEX ix_time_entry_client_id",
    "CREATE INDEX ix_time_entry_client_id_start ON time_entry (client_id, start)",
    "DROP INDEX ix_expense_client_id",
    "CREATE INDEX ix_expense_client_id_day ON expense (client_id, day)",
    "DROP INDEX ix_document_client_id",
    "CREATE INDEX ix_document_client_id_through ON document (client_id, through)",
    "CREATE INDEX ix_document_client_id_kind_date ON document (client_id, kind, date, net, currency)",
    # A payment was for one document; now it may settle several, or wait as the client's credit.
    """
    CREATE TABLE payment_new (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        amount INTEGER NOT NULL,
        currency TEXT NOT NULL,
        kind TEXT DEFAULT 'payment' NOT NULL,
        method TEXT DEFAULT '' NOT NULL,
        reference TEXT DEFAULT '' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        reverses TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_payment PRIMARY KEY (id),
        CONSTRAINT ck_payment_amount_size CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT ck_payment_kind_known CHECK (kind IN ('payment', 'discount', 'write_off')),
        CONSTRAINT uq_payment_code UNIQUE (code),
        CONSTRAINT fk_payment_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE payment_part (
        id INTEGER NOT NULL,
        payment_id INTEGER NOT NULL,
        document_id INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_payment_part PRIMARY KEY (id),
        CONSTRAINT uq_payment_part_payment_id_document_id UNIQUE (payment_id, document_id),
        CONSTRAINT ck_payment_part_amount_size
            CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT fk_payment_part_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
        CONSTRAINT fk_payment_part_document_id FOREIGN KEY(document_id) REFERENCES document (id)
    ) STRICT
    """,
    """
    INSERT INTO payment_new (id, code, client_id, day, amount, currency, method, note)
    SELECT p.id, p.code, d.client_id, p.day, p.amount, d.currency, p.method, p.note
    FROM payment p JOIN document d ON d.id = p.document_id
    """,
    """
    CREATE TEMPORARY TABLE payment_was AS SELECT id, document_id, amount FROM payment
    """,
    "DROP TABLE payment",
    "ALTER TABLE payment_new RENAME TO payment",
    """
    INSERT INTO payment_part (payment_id, document_id, amount)
    SELECT id, document_id, amount FROM payment_was WHERE amount <> 0
    """,
    "DROP TABLE payment_was",
    "CREATE INDEX ix_payment_client_id_day ON payment (client_id, day)",
    "CREATE INDEX ix_payment_part_document_id ON payment_part (document_id, amount)",
    """
    CREATE TABLE reminder (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_reminder PRIMARY KEY (id),
        CONSTRAINT uq_reminder_code UNIQUE (code),
        CONSTRAINT fk_reminder_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE document_mark (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_document_mark PRIMARY KEY (id),
        CONSTRAINT uq_document_mark_number UNIQUE (number),
        CONSTRAINT fk_document_mark_number FOREIGN KEY(number) REFERENCES document (number)
    ) STRICT
    """,
    """
    CREATE TABLE quote (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_quote PRIMARY KEY (id),
        CONSTRAINT uq_quote_number UNIQUE (number),
        CONSTRAINT fk_quote_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE month_end_mark (
        id INTEGER NOT NULL,
        through TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_month_end_mark PRIMARY KEY (id),
        CONSTRAINT ck_month_end_mark_what_known CHECK (what IN ('accepted', 'left_out', 'checked')),
        CONSTRAINT uq_month_end_mark_through_client_id_what_name UNIQUE (through, client_id, what, name),
        CONSTRAINT fk_month_end_mark_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    "CREATE INDEX ix_month_end_mark_client_id ON month_end_mark (client_id)",
    """
    CREATE TABLE month_end_habit (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        matter TEXT NOT NULL,
        CONSTRAINT pk_month_end_habit PRIMARY KEY (id),
        CONSTRAINT uq_month_end_habit_client_id_matter UNIQUE (client_id, matter),
        CONSTRAINT fk_month_end_habit_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add what is new; what was there keeps its meaning."""
    from alembic import op

    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
