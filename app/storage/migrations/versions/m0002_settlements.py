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
)


def upgrade() -> None:
    """Add what is new; nothing that was there changes."""
    from alembic import op

    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
