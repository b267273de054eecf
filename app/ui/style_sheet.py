"""The style sheet: what Qt's own painting cannot know of the look."""

from __future__ import annotations

from string import Template

from app.ui.tokens import Colours, Text


def style_sheet(colours: Colours, percent: int) -> str:
    """The style sheet of one theme at one text size."""
    sizes = {f"px_{text.name.lower()}": f"{round(text * percent / 100)}px" for text in Text}
    heights = {f"h{height}": f"{round(height * percent / 100)}px" for height in _HEIGHTS}
    inks = {ink.value: colour for ink, colour in colours.inks.items()}
    return _STYLE.substitute({**sizes, **heights, **inks})


_HEIGHTS = (22, 26, 28, 30)

# A border of 2 px on focus would let a control grow, so padding and height give it back.
_STYLE = Template("""
QToolTip {
    background: $toast; color: $on_toast; border: 1px solid $toast_border;
    padding: 4px 7px; font-size: $px_small;
}
QMainWindow, QDialog, #Window { background: $bg; }
#Sidebar { background: $sidebar; border: 0; border-right: 1px solid $border; }
#TopBar { background: $surface; border: 0; border-bottom: 1px solid $border; }
#Pane { background: $surface; border: 0; }
#Well { background: $well; border: 0; }
#Bare { background: $bg; border: 0; }
#Line { background: $border; border: 0; }
#Card { background: $surface; border: 1px solid $border; border-radius: 10px; }
#Sheet { background: $surface; border: 1px solid $border_strong; border-radius: 12px; }
#OnPaper { color: #5f6876; font-size: $px_small; }
#LogoWell { background: #ffffff; border: 1px dashed $border_strong; border-radius: 8px; }
#Popup { background: $surface; border: 1px solid $border_strong; border-radius: 8px; }
#Scroll, #Scroll > QWidget > #Inside { background: transparent; border: 0; }

QLabel { color: $text; background: transparent; }
QLabel[role="h1"] { font-size: $px_h1; font-weight: 600; }
QLabel[role="h2"] { font-size: $px_h2; font-weight: 600; }
QLabel[role="h3"] { font-size: $px_h3; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"] { font-size: $px_small; color: $text_2; }
QLabel[role="muted"] { font-size: $px_small; color: $text_3; }
QLabel[role="caption"] { font-size: $px_caption; font-weight: 600; color: $text_3; }
QLabel[role="key"] {
    font-size: $px_caption; color: $text_2; background: $well;
    border: 1px solid $border_strong; border-radius: 4px; padding: 1px 5px;
}

QPushButton {
    min-height: $h30; padding: 0 12px; border-radius: 6px; font-weight: 500;
    border: 1px solid $border_strong; background: $surface; color: $text;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; min-height: $h28; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; border-color: $accent_press; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus_strong; }
QPushButton[kind="primary"]:disabled {
    background: $pressed; border-color: $pressed; color: $disabled;
}
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent_text;
    padding: 0 5px; min-height: $h22;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 0 4px; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QPushButton[kind="segment"] {
    min-height: $h26; padding: 0 12px; border: 1px solid transparent;
    background: transparent; color: $text_2; border-radius: 5px;
}
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked {
    background: $surface; color: $text; border: 1px solid $border;
}
QPushButton[kind="segment"]:focus {
    border: 1px solid $focus; padding: 0 12px; min-height: $h26;
}
#Segment { background: $well; border: 0; border-radius: 7px; }
QToolButton {
    border: 1px solid transparent; border-radius: 6px; padding: 6px; background: transparent;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border: 2px solid $focus; padding: 5px; }
QToolButton::menu-indicator { image: none; }

QLineEdit {
    background: $surface; border: 1px solid $field_border; border-radius: 6px;
    padding: 0 9px; min-height: $h30; color: $text; placeholder-text-color: $text_3;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border: 2px solid $focus; padding: 0 8px; min-height: $h28; }
QLineEdit:disabled { color: $disabled; border-color: $border_strong; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: 0 8px; min-height: $h28; }
#Naked, #Naked:focus { border: 0; padding: 0; background: transparent; font-size: $px_h3; }
#Choices { border: 0; background: transparent; outline: 0; padding: 4px 0 6px 0; }
QLineEdit QToolButton { padding: 0; border: 0; background: transparent; }

QComboBox {
    background: $surface; border: 1px solid $field_border; border-radius: 6px;
    padding: 0 28px 0 7px; min-height: $h30; color: $text;
}
QComboBox:focus { border: 2px solid $focus; padding-left: 6px; min-height: $h28; }
QComboBox:disabled { color: $disabled; border-color: $border_strong; }
QComboBox[wrong="true"] { border: 2px solid $danger; min-height: $h28; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: 0; background: transparent; padding: 0; min-height: 0;
}
QAbstractItemView {
    background: $surface; border: 1px solid $border_strong; color: $text; outline: 0;
    selection-background-color: $selected; selection-color: $text;
}
QPlainTextEdit {
    background: $surface; border: 1px solid $field_border; border-radius: 6px;
    padding: 4px 6px; color: $text; selection-background-color: $accent;
    selection-color: $on_accent;
}
QPlainTextEdit:focus { border: 2px solid $focus; padding: 3px 5px; }
QPlainTextEdit[wrong="true"] { border: 2px solid $danger; padding: 3px 5px; }
QPushButton[kind="field"] {
    text-align: left; font-weight: 400; border: 1px solid $field_border; padding: 0 11px;
}
QPushButton[kind="field"]:focus { border: 2px solid $focus; padding: 0 10px; }
QPushButton[kind="field"][wrong="true"] { border: 2px solid $danger; padding: 0 10px; }
QPushButton[kind="danger"] { color: $bad; }
QLabel[role="wrong"] { font-size: $px_small; color: $bad; }
#SaveBar { background: $surface; border: 0; border-top: 1px solid $border; }

QTableView { background: $surface; border: 0; outline: 0; }
#Week::item { padding: 0 12px; border-bottom: 1px solid $grid; }
#Week::item:selected { background: $selected; color: $text; }
#Week::item:focus { border: 2px solid $focus; padding: 0 10px; }
#Week QLineEdit { padding: 0 8px; min-height: 0; border-radius: 0; }
#Week QHeaderView::section {
    padding: 8px 12px; color: $text_3; font-size: $px_caption; font-weight: 600;
    border: 0; border-bottom: 1px solid $border;
}
QHeaderView, QHeaderView::section { background: $surface; border: 0; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QMenu {
    background: $surface; border: 1px solid $border_strong; border-radius: 8px; padding: 5px;
}
QMenu::item { padding: 6px 22px 6px 10px; border-radius: 5px; color: $text; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text_3; font-size: $px_caption; font-weight: 600; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QSplitter::handle { background: $border; }
QProgressBar { background: $pressed; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

#Banner { border: 0; border-radius: 8px; }
#Banner[tone="warn"] { background: $warn_bg; }
#Banner[tone="bad"] { background: $bad_bg; }
#Banner[tone="ok"] { background: $ok_bg; }
#Banner[tone="info"] { background: $info_bg; }
#Banner[tone="mute"] { background: $mute_bg; }
#Banner[tone="warn"] QLabel { color: $warn; }
#Banner[tone="bad"] QLabel { color: $bad; }
#Banner[tone="ok"] QLabel { color: $ok; }
#Banner[tone="info"] QLabel { color: $info; }
#Banner[tone="mute"] QLabel { color: $mute; }

#Toast { background: $toast; border: 1px solid $toast_border; border-radius: 8px; }
#Toast QLabel { color: $on_toast; }
#Toast QPushButton { color: $toast_action; font-weight: 600; }
""")
