"""The shape of a workbook, room by room."""
