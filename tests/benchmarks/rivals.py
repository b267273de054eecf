"""The same page made by others: ReportLab's own Platypus tables, and Typst where it is there."""

from functools import lru_cache
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from app.storage import paths

HEADINGS = ("Description", "Quantity", "Unit price", "VAT", "Amount")


def platypus(document):
    """A flow of tables, as ReportLab's own guide makes them."""
    regular, semibold = _registered()
    body = ParagraphStyle("body", fontName=regular, fontSize=9, leading=13)
    strong = ParagraphStyle("strong", body, fontName=semibold)
    small = ParagraphStyle("small", body, fontSize=8, leading=11.5)
    title = ParagraphStyle("title", body, fontName=semibold, fontSize=22, leading=27)
    seller, buyer = document.seller, document.buyer
    head = Table(
        [
            [Paragraph(_safe(seller.name), strong), Paragraph("Invoice", title)],
            [_stack(address(seller), small), Paragraph(document.number, small)],
            [_stack((buyer.name, *address(buyer)), body), _stack(facts(document), body)],
        ],
        colWidths=(300, 183),
    )
    rows = [HEADINGS]
    rows += [(_stack(described(line), body), *figures(line)) for line in document.lines]
    lines = Table(rows, colWidths=(233, 70, 60, 40, 80), repeatRows=1)
    lines.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), regular, 9),
            ("FONTSIZE", (0, 0), (-1, 0), 7.5),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, colors.HexColor("#E2E5EA")),
        ]
    )
    end = Table(totals(document), colWidths=(120, 106), hAlign="RIGHT")
    end.setStyle(
        [
            ("FONT", (0, 0), (-1, -2), regular, 9),
            ("FONT", (0, -1), (-1, -1), semibold, 15),
            ("ALIGN", (1, 0), (1, -1), "RIGHT"),
        ]
    )
    pay = Table([payment(document)])
    pay.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), regular, 9),
            ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#F5F6F8")),
        ]
    )
    file = BytesIO()
    template = SimpleDocTemplate(file, pagesize=A4, leftMargin=56, rightMargin=56, invariant=1)
    template.build([head, Spacer(1, 20), lines, Spacer(1, 12), end, Spacer(1, 20), pay])
    return file.getvalue()


def typst_compiler():
    """A function from a document to a PDF; raises ImportError where Typst is not installed."""
    import typst

    compiler = typst.Compiler(
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(paths.fonts())],
        )
    )
    return lambda document: compiler.compile(_typst_source(document).encode())


def described(line):
    """What a line is for, and when."""
    return line.description, f"{line.detail} {line.period}".strip()


def figures(line):
    """The figures of a line."""
    rates = " + ".join(f"{tax.rate:f}%" for tax in line.taxes)
    return f"{line.quantity:f} {line.unit}", f"{line.price:f}", rates, line.net.plain()


def totals(document):
    """The rows under the lines."""
    taxes = [
        (f"{group.tax.name} {group.tax.rate:f}% on {group.net.plain()}", group.amount.plain())
        for group in document.taxes
    ]
    return [("Subtotal", document.net.plain()), *taxes, ("Total due", str(document.total))]


def payment(document):
    """How to pay."""
    bank = document.bank
    return bank.holder, bank.sort_code, bank.account, bank.name, document.number


def facts(document):
    """Dates and references."""
    return (
        f"Issue date {document.date}",
        f"Due date {document.due}",
        f"Your PO {document.po_number}",
        f"Client number {document.buyer.code}",
    )


def address(party):
    """Where and who a party is."""
    place = f"{party.address.city} {party.address.postal_code}"
    return *party.address.lines, place, party.tax_id, party.email, party.phone


@lru_cache(maxsize=1)
def _registered():
    """Our fonts under other names, embedded as ReportLab embeds them."""
    names = ("Rival-Regular", "Rival-SemiBold")
    for name in names:
        file = paths.fonts() / f"{name.replace('Rival', 'Inter')}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(file)))
    return names


def _stack(texts, style):
    return [Paragraph(_safe(text), style) for text in texts if text]


def _safe(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _typst_source(document):
    cells = ",\n".join(
        ", ".join((_typst_stack(described(line)), *map(_typst, figures(line))))
        for line in document.lines
    )
    ends = ",\n".join(", ".join(map(_typst, row)) for row in totals(document))
    return f"""
#set page(paper: "a4", margin: 56pt, footer: align(right, context counter(page).display()))
#set text(font: "Inter", size: 9pt)
#grid(columns: (1fr, 183pt), row-gutter: 12pt,
  text(weight: 600)[{_typst(document.seller.name, code=False)}], text(22pt, weight: 600)[Invoice],
  {_typst_stack(address(document.seller))}, {_typst(document.number)},
  {_typst_stack((document.buyer.name, *address(document.buyer)))}, {_typst_stack(facts(document))})
#table(columns: (1fr, auto, auto, auto, auto), stroke: (bottom: 0.6pt + rgb("#E2E5EA")),
  align: (left, right, right, right, right),
  table.header({", ".join(map(_typst, HEADINGS))}),
  {cells})
#align(right, table(columns: 2, stroke: none, {ends}))
#block(fill: rgb("#F5F6F8"), inset: 15pt, width: 100%, stack(dir: ltr, spacing: 18pt,
  {", ".join(map(_typst, payment(document)))}))
"""


def _typst(text, *, code=True):
    """A text as Typst takes it whatever stands in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'text("{escaped}")' if code else f'#text("{escaped}")'


def _typst_stack(texts):
    parts = ", ".join(_typst(text) for text in texts if text)
    return f"stack(spacing: 4pt, {parts})"
