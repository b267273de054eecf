"""How far back each client is settled, and what the whole engine keeps besides."""

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
)


def upgrade() -> None:
    """Add what is new; nothing that was there changes."""
    from alembic import op

    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
