"""The first shape of the data file."""

from __future__ import annotations

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE agreement_type (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_agreement_type PRIMARY KEY (id),
        CONSTRAINT uq_agreement_type_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE calendar (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_calendar PRIMARY KEY (id),
        CONSTRAINT uq_calendar_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE client (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        currency TEXT DEFAULT '' NOT NULL,
        locale TEXT DEFAULT '' NOT NULL,
        timezone TEXT DEFAULT '' NOT NULL,
        terms TEXT DEFAULT '' NOT NULL,
        address_lines TEXT NOT NULL,
        city TEXT DEFAULT '' NOT NULL,
        region TEXT DEFAULT '' NOT NULL,
        postal_code TEXT DEFAULT '' NOT NULL,
        country TEXT DEFAULT '' NOT NULL,
        tax_id TEXT DEFAULT '' NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        treatment TEXT NOT NULL,
        tax_reason TEXT DEFAULT '' NOT NULL,
        po_required INTEGER NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_client PRIMARY KEY (id),
        CONSTRAINT ck_client_treatment_known CHECK (treatment IN ('standard', 'exempt', 'reverse_charge', 'export', 'outside')),
        CONSTRAINT uq_client_code UNIQUE (code)
    ) STRICT
    """,
    """
    CREATE TABLE company (
        id INTEGER NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        address_lines TEXT DEFAULT '[]' NOT NULL,
        city TEXT DEFAULT '' NOT NULL,
        region TEXT DEFAULT '' NOT NULL,
        postal_code TEXT DEFAULT '' NOT NULL,
        country TEXT DEFAULT '' NOT NULL,
        tax_id TEXT DEFAULT '' NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        website TEXT DEFAULT '' NOT NULL,
        currency TEXT DEFAULT 'EUR' NOT NULL,
        locale TEXT DEFAULT 'en' NOT NULL,
        timezone TEXT DEFAULT 'UTC' NOT NULL,
        invoice_number TEXT DEFAULT '' NOT NULL,
        credit_note_number TEXT DEFAULT '' NOT NULL,
        next_number INTEGER,
        tax_rounding TEXT DEFAULT 'document' NOT NULL,
        bank TEXT DEFAULT '{}' NOT NULL,
        terms TEXT DEFAULT '{}' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        billed_until TEXT,
        logo BLOB,
        sample INTEGER DEFAULT '0' NOT NULL,
        CONSTRAINT pk_company PRIMARY KEY (id),
        CONSTRAINT ck_company_single CHECK (id = 1),
        CONSTRAINT ck_company_tax_rounding_known CHECK (tax_rounding IN ('document', 'line'))
    ) STRICT
    """,
    """
    CREATE TABLE decision (
        id INTEGER NOT NULL,
        charge TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_decision PRIMARY KEY (id),
        CONSTRAINT ck_decision_verdict_known CHECK (verdict IN ('hold', 'waive')),
        CONSTRAINT uq_decision_charge UNIQUE (charge)
    ) STRICT
    """,
    """
    CREATE TABLE history (
        id INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        content TEXT NOT NULL,
        hash TEXT NOT NULL,
        CONSTRAINT pk_history PRIMARY KEY (id),
        CONSTRAINT uq_history_hash UNIQUE (hash)
    ) STRICT
    """,
    """
    CREATE TABLE item (
        id INTEGER NOT NULL,
        sku TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        unit TEXT NOT NULL,
        currency TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_item PRIMARY KEY (id),
        CONSTRAINT uq_item_sku UNIQUE (sku)
    ) STRICT
    """,
    """
    CREATE TABLE number_series (
        id INTEGER NOT NULL,
        series TEXT NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_number_series PRIMARY KEY (id),
        CONSTRAINT uq_number_series_series UNIQUE (series)
    ) STRICT
    """,
    """
    CREATE TABLE role (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_role PRIMARY KEY (id),
        CONSTRAINT uq_role_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE tax (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        category TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        compound INTEGER NOT NULL,
        CONSTRAINT pk_tax PRIMARY KEY (id),
        CONSTRAINT ck_tax_category_known CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
        CONSTRAINT uq_tax_code UNIQUE (code)
    ) STRICT
    """,
    """
    CREATE TABLE work_type (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_work_type PRIMARY KEY (id),
        CONSTRAINT uq_work_type_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE block (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        hours TEXT NOT NULL,
        bought TEXT NOT NULL,
        expires TEXT,
        price INTEGER NOT NULL,
        taxes TEXT NOT NULL,
        used TEXT,
        CONSTRAINT pk_block PRIMARY KEY (id),
        CONSTRAINT uq_block_client_id_name UNIQUE (client_id, name),
        CONSTRAINT fk_block_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE client_term (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_client_term PRIMARY KEY (id),
        CONSTRAINT uq_client_term_client_id_term_since UNIQUE (client_id, term, since),
        CONSTRAINT fk_client_term_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE contact (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        billing INTEGER NOT NULL,
        CONSTRAINT pk_contact PRIMARY KEY (id),
        CONSTRAINT uq_contact_client_id_name UNIQUE (client_id, name),
        CONSTRAINT fk_contact_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE document (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        date TEXT NOT NULL,
        due TEXT,
        through TEXT,
        currency TEXT NOT NULL,
        locale TEXT NOT NULL,
        net INTEGER NOT NULL,
        tax INTEGER NOT NULL,
        total INTEGER NOT NULL,
        po_number TEXT DEFAULT '' NOT NULL,
        corrects TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        waived INTEGER NOT NULL,
        series TEXT DEFAULT '' NOT NULL,
        seq INTEGER NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT DEFAULT '' NOT NULL,
        seal TEXT NOT NULL,
        CONSTRAINT pk_document PRIMARY KEY (id),
        CONSTRAINT ck_document_kind_known CHECK (kind IN ('invoice', 'credit_note', 'opening')),
        CONSTRAINT ck_document_net_size CHECK (net BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT ck_document_tax_size CHECK (tax BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT ck_document_total_size CHECK (total BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT uq_document_number UNIQUE (number),
        CONSTRAINT fk_document_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    "CREATE INDEX ix_document_client_id ON document (client_id)",
    "CREATE UNIQUE INDEX uq_document_series_seq ON document (series, seq) WHERE series <> ''",
    """
    CREATE TABLE item_price (
        id INTEGER NOT NULL,
        item_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        since TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_item_price PRIMARY KEY (id),
        CONSTRAINT uq_item_price_item_id_what_since UNIQUE (item_id, what, since),
        CONSTRAINT ck_item_price_what_known CHECK (what IN ('price', 'cost')),
        CONSTRAINT fk_item_price_item_id FOREIGN KEY(item_id) REFERENCES item (id)
    ) STRICT
    """,
    """
    CREATE TABLE item_term (
        id INTEGER NOT NULL,
        item_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_item_term PRIMARY KEY (id),
        CONSTRAINT uq_item_term_item_id_term_since UNIQUE (item_id, term, since),
        CONSTRAINT fk_item_term_item_id FOREIGN KEY(item_id) REFERENCES item (id)
    ) STRICT
    """,
    """
    CREATE TABLE role_price (
        id INTEGER NOT NULL,
        role_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        since TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_role_price PRIMARY KEY (id),
        CONSTRAINT uq_role_price_role_id_what_since UNIQUE (role_id, what, since),
        CONSTRAINT ck_role_price_what_known CHECK (what IN ('price', 'cost')),
        CONSTRAINT fk_role_price_role_id FOREIGN KEY(role_id) REFERENCES role (id)
    ) STRICT
    """,
    """
    CREATE TABLE site (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_site PRIMARY KEY (id),
        CONSTRAINT uq_site_client_id_name UNIQUE (client_id, name),
        CONSTRAINT fk_site_client_id FOREIGN KEY(client_id) REFERENCES client (id)
    ) STRICT
    """,
    """
    CREATE TABLE sla_policy (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        calendar_id INTEGER,
        body TEXT NOT NULL,
        CONSTRAINT pk_sla_policy PRIMARY KEY (id),
        CONSTRAINT uq_sla_policy_name UNIQUE (name),
        CONSTRAINT fk_sla_policy_calendar_id FOREIGN KEY(calendar_id) REFERENCES calendar (id)
    ) STRICT
    """,
    """
    CREATE TABLE tax_rate (
        id INTEGER NOT NULL,
        tax_id INTEGER NOT NULL,
        since TEXT NOT NULL,
        rate TEXT NOT NULL,
        CONSTRAINT pk_tax_rate PRIMARY KEY (id),
        CONSTRAINT uq_tax_rate_tax_id_since UNIQUE (tax_id, since),
        CONSTRAINT fk_tax_rate_tax_id FOREIGN KEY(tax_id) REFERENCES tax (id)
    ) STRICT
    """,
    """
    CREATE TABLE work_type_term (
        id INTEGER NOT NULL,
        work_type_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_work_type_term PRIMARY KEY (id),
        CONSTRAINT uq_work_type_term_work_type_id_term_since UNIQUE (work_type_id, term, since),
        CONSTRAINT fk_work_type_term_work_type_id FOREIGN KEY(work_type_id) REFERENCES work_type (id)
    ) STRICT
    """,
    """
    CREATE TABLE agreement (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        type_id INTEGER,
        kind TEXT DEFAULT '' NOT NULL,
        start TEXT NOT NULL,
        "end" TEXT,
        sla_policy_id INTEGER,
        po_number TEXT DEFAULT '' NOT NULL,
        billed_until TEXT,
        refund INTEGER NOT NULL,
        show_covered INTEGER NOT NULL,
        uplift TEXT DEFAULT '' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_agreement PRIMARY KEY (id),
        CONSTRAINT fk_agreement_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT uq_agreement_number UNIQUE (number),
        CONSTRAINT fk_agreement_type_id FOREIGN KEY(type_id) REFERENCES agreement_type (id),
        CONSTRAINT fk_agreement_sla_policy_id FOREIGN KEY(sla_policy_id) REFERENCES sla_policy (id)
    ) STRICT
    """,
    "CREATE INDEX ix_agreement_client_id ON agreement (client_id)",
    """
    CREATE TABLE asset (
        id INTEGER NOT NULL,
        client_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT DEFAULT '' NOT NULL,
        site_id INTEGER,
        CONSTRAINT pk_asset PRIMARY KEY (id),
        CONSTRAINT uq_asset_client_id_what_name UNIQUE (client_id, what, name),
        CONSTRAINT ck_asset_what_known CHECK (what IN ('device', 'user')),
        CONSTRAINT fk_asset_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_asset_site_id FOREIGN KEY(site_id) REFERENCES site (id)
    ) STRICT
    """,
    """
    CREATE TABLE document_closed (
        id INTEGER NOT NULL,
        CONSTRAINT pk_document_closed PRIMARY KEY (id),
        CONSTRAINT fk_document_closed_id FOREIGN KEY(id) REFERENCES document (id)
    ) STRICT
    """,
    """
    CREATE TABLE document_line (
        id INTEGER NOT NULL,
        document_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        charge TEXT NOT NULL,
        kind TEXT NOT NULL,
        source TEXT DEFAULT '' NOT NULL,
        agreement TEXT DEFAULT '' NOT NULL,
        description TEXT DEFAULT '' NOT NULL,
        detail TEXT DEFAULT '' NOT NULL,
        start TEXT NOT NULL,
        "end" TEXT NOT NULL,
        quantity TEXT NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        unit_code TEXT DEFAULT '' NOT NULL,
        price INTEGER NOT NULL,
        net INTEGER NOT NULL,
        charged INTEGER NOT NULL,
        bill_date TEXT NOT NULL,
        taxes TEXT NOT NULL,
        explanation TEXT NOT NULL,
        corrects TEXT DEFAULT '' NOT NULL,
        corrects_line INTEGER,
        CONSTRAINT pk_document_line PRIMARY KEY (id),
        CONSTRAINT uq_document_line_document_id_position UNIQUE (document_id, position),
        CONSTRAINT ck_document_line_net_size CHECK (net BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT ck_document_line_charged_size CHECK (charged BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT fk_document_line_document_id FOREIGN KEY(document_id) REFERENCES document (id)
    ) STRICT
    """,
    "CREATE INDEX ix_document_line_charge_charged ON document_line (charge, charged)",
    "CREATE INDEX ix_document_line_corrects ON document_line (corrects) WHERE corrects_line IS NOT NULL",
    """
    CREATE TABLE document_pdf (
        id INTEGER NOT NULL,
        pdf BLOB NOT NULL,
        CONSTRAINT pk_document_pdf PRIMARY KEY (id),
        CONSTRAINT fk_document_pdf_id FOREIGN KEY(id) REFERENCES document (id)
    ) STRICT
    """,
    """
    CREATE TABLE document_tax (
        id INTEGER NOT NULL,
        document_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        code TEXT DEFAULT '' NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        category TEXT NOT NULL,
        rate TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        compound INTEGER NOT NULL,
        net INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_document_tax PRIMARY KEY (id),
        CONSTRAINT uq_document_tax_document_id_position UNIQUE (document_id, position),
        CONSTRAINT ck_document_tax_net_size CHECK (net BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT ck_document_tax_amount_size CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT fk_document_tax_document_id FOREIGN KEY(document_id) REFERENCES document (id)
    ) STRICT
    """,
    """
    CREATE TABLE payment (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        document_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        amount INTEGER NOT NULL,
        method TEXT DEFAULT '' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_payment PRIMARY KEY (id),
        CONSTRAINT ck_payment_amount_size CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
        CONSTRAINT uq_payment_code UNIQUE (code),
        CONSTRAINT fk_payment_document_id FOREIGN KEY(document_id) REFERENCES document (id)
    ) STRICT
    """,
    "CREATE INDEX ix_payment_document_id ON payment (document_id)",
    """
    CREATE TABLE addition (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        item_id INTEGER NOT NULL,
        counts TEXT DEFAULT '' NOT NULL,
        counts_type TEXT DEFAULT '' NOT NULL,
        start TEXT,
        "end" TEXT,
        po_number TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_addition PRIMARY KEY (id),
        CONSTRAINT uq_addition_agreement_id_name UNIQUE (agreement_id, name),
        CONSTRAINT fk_addition_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id),
        CONSTRAINT fk_addition_item_id FOREIGN KEY(item_id) REFERENCES item (id)
    ) STRICT
    """,
    """
    CREATE TABLE agreement_fee (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        since TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_agreement_fee PRIMARY KEY (id),
        CONSTRAINT uq_agreement_fee_agreement_id_since UNIQUE (agreement_id, since),
        CONSTRAINT fk_agreement_fee_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    ) STRICT
    """,
    """
    CREATE TABLE agreement_term (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_agreement_term PRIMARY KEY (id),
        CONSTRAINT uq_agreement_term_agreement_id_term_since UNIQUE (agreement_id, term, since),
        CONSTRAINT fk_agreement_term_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    ) STRICT
    """,
    """
    CREATE TABLE asset_active (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        start TEXT NOT NULL,
        "end" TEXT,
        CONSTRAINT pk_asset_active PRIMARY KEY (id),
        CONSTRAINT uq_asset_active_asset_id_start UNIQUE (asset_id, start),
        CONSTRAINT fk_asset_active_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    ) STRICT
    """,
    """
    CREATE TABLE ticket (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        agreement_id INTEGER,
        summary TEXT DEFAULT '' NOT NULL,
        priority TEXT DEFAULT '' NOT NULL,
        opened TEXT NOT NULL,
        CONSTRAINT pk_ticket PRIMARY KEY (id),
        CONSTRAINT uq_ticket_number UNIQUE (number),
        CONSTRAINT fk_ticket_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_ticket_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    ) STRICT
    """,
    "CREATE INDEX ix_ticket_client_id ON ticket (client_id)",
    """
    CREATE TABLE addition_price (
        id INTEGER NOT NULL,
        addition_id INTEGER NOT NULL,
        since TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_addition_price PRIMARY KEY (id),
        CONSTRAINT uq_addition_price_addition_id_since UNIQUE (addition_id, since),
        CONSTRAINT fk_addition_price_addition_id FOREIGN KEY(addition_id) REFERENCES addition (id)
    ) STRICT
    """,
    """
    CREATE TABLE addition_quantity (
        id INTEGER NOT NULL,
        addition_id INTEGER NOT NULL,
        since TEXT NOT NULL,
        quantity TEXT NOT NULL,
        CONSTRAINT pk_addition_quantity PRIMARY KEY (id),
        CONSTRAINT uq_addition_quantity_addition_id_since UNIQUE (addition_id, since),
        CONSTRAINT fk_addition_quantity_addition_id FOREIGN KEY(addition_id) REFERENCES addition (id)
    ) STRICT
    """,
    """
    CREATE TABLE addition_term (
        id INTEGER NOT NULL,
        addition_id INTEGER NOT NULL,
        term TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_addition_term PRIMARY KEY (id),
        CONSTRAINT uq_addition_term_addition_id_term_since UNIQUE (addition_id, term, since),
        CONSTRAINT fk_addition_term_addition_id FOREIGN KEY(addition_id) REFERENCES addition (id)
    ) STRICT
    """,
    """
    CREATE TABLE expense (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        ticket_id INTEGER,
        day TEXT NOT NULL,
        item_id INTEGER,
        description TEXT DEFAULT '' NOT NULL,
        quantity TEXT NOT NULL,
        price INTEGER,
        taxes TEXT,
        note TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_expense PRIMARY KEY (id),
        CONSTRAINT uq_expense_code UNIQUE (code),
        CONSTRAINT fk_expense_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_expense_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_expense_item_id FOREIGN KEY(item_id) REFERENCES item (id)
    ) STRICT
    """,
    "CREATE INDEX ix_expense_client_id ON expense (client_id)",
    """
    CREATE TABLE ticket_event (
        id INTEGER NOT NULL,
        ticket_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        at TEXT NOT NULL,
        type TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT pk_ticket_event PRIMARY KEY (id),
        CONSTRAINT uq_ticket_event_ticket_id_position UNIQUE (ticket_id, position),
        CONSTRAINT fk_ticket_event_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
    ) STRICT
    """,
    """
    CREATE TABLE time_entry (
        id INTEGER NOT NULL,
        code TEXT NOT NULL,
        client_id INTEGER NOT NULL,
        ticket_id INTEGER,
        agreement_id INTEGER,
        start TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        work_type_id INTEGER NOT NULL,
        role_id INTEGER,
        note TEXT DEFAULT '' NOT NULL,
        rate INTEGER,
        CONSTRAINT pk_time_entry PRIMARY KEY (id),
        CONSTRAINT uq_time_entry_code UNIQUE (code),
        CONSTRAINT fk_time_entry_client_id FOREIGN KEY(client_id) REFERENCES client (id),
        CONSTRAINT fk_time_entry_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_time_entry_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id),
        CONSTRAINT fk_time_entry_work_type_id FOREIGN KEY(work_type_id) REFERENCES work_type (id),
        CONSTRAINT fk_time_entry_role_id FOREIGN KEY(role_id) REFERENCES role (id)
    ) STRICT
    """,
    "CREATE INDEX ix_time_entry_client_id ON time_entry (client_id)",
)


def upgrade() -> None:
    """From an empty file."""
    from alembic import op

    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
