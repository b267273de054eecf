"""Forms described as data: fields, sections, drafts, and the widgets that show them."""
