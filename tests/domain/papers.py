"""Documents as they become of proposals, without a printer."""

from app.domain.document import Document, Party
from app.domain.drafting import document_lines, kind_of


def papers(proposals, number="INV-1"):
    """The documents that become of proposals."""
    return [
        Document(
            number=number,
            kind=kind_of(proposal),
            client=proposal.client,
            date=proposal.through,
            due=None,
            currency=proposal.currency,
            locale="en",
            seller=Party("We"),
            buyer=Party("They"),
            bank=None,
            po_number="",
            lines=document_lines(proposal, lambda sentence: sentence.plain()),
            taxes=(),
            through=proposal.through,
        )
        for proposal in proposals
    ]
