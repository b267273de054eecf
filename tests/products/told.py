"""Which entry of the products' own documentation a test speaks of, and which ones are not ours."""


def says(*_ids):
    """Mark a test with the entries of `tests/cases/products.json` that say what it checks."""
    return lambda test: test


NOT_OURS = {
    "PRO-15": "An amount is rounded once, at the end; a prorated unit price is not rounded first.",
    "PRO-24": "A part of a period is counted in days, not in working days.",
    "PRO-25": "A month has the days it has, not thirty.",
    "CYC-18": "A period is billed on its start or its end, not so many days ahead of it.",
    "CYC-19": "A period is billed on its start or its end, not so many days ahead of it.",
    "CYC-24": "What a client owes by a day stands on one document, whatever its periods.",
    "BLK-05": "A multiplier weighs what work draws, never the price of what goes beyond it.",
    "BLK-09": "A retainer's fee is a fee; no hourly rate is derived from it.",
    "BLK-12": "Unused hours carry over as hours; they are no negative charge.",
    "BLK-27": "No alert: every entry says how much is left of what it draws from.",
    "BLK-28": "No alert: every entry says how much is left of what it draws from.",
    "BLK-29": "Clients have no credit that runs low: a credit note makes its charges due again.",
    "RAT-02": "A rate is written as it is, not as so much more than another.",
    "RAT-10": "Each addition is a line of its own, not a part of one with the sum.",
    "TAX-09": "Tax is computed on the sum of a group's nets, credits among them.",
    "DIS-04": "A discount takes a line to nothing, never below.",
    "CRD-03": "Clients have no credit balance: a credit note makes its charges due again.",
    "CRD-04": "Clients have no credit balance: a credit note makes its charges due again.",
    "PRF-02": "Margins are not reported.",
    "PRF-04": "Monthly values of yearly agreements are not reported.",
    "PRF-05": "Margins are not reported.",
    "REC-02": "Records name each other exactly; no name is guessed from a similar one.",
    "REC-04": "An addition counts the one type it names, or all; there is no list of exceptions.",
    "SLA-14": "A day is counted in open hours: ten of them end as the tenth closes.",
    "SLA-30": "A clock is at risk by the open time that is left, not by the hours of the night.",
    "SLA-31": "A due time that a person gives, with a reason, holds; without hours nothing is due.",
}
"""What other products do and Accord rightly does not, with the reason."""
