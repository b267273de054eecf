"""Text as nobody should send it, and a watch on what a program reaches for meanwhile."""

import sys
from contextlib import contextmanager

from hypothesis import strategies as st

PIECES = (
    *("<b>", "</b>", "<para>", "&amp;", "&", "<img src='http://evil.example/x.png'/>"),
    *("<img src='/etc/passwd'/>", "<a href='file:///etc/passwd'>x</a>", "<!ENTITY x SYSTEM 'y'>"),
    *("%s", "%(name)s", "{}", "{name}", "{0.__class__}", "$x", "\\n", "\\(", "(", ")", "]", ">>"),
    *("\r\n", "\n", "\r", "\t", "\x00", "\x0b", "\x85", "\u2028", "\u202e", "\u200b", "\ud800"),
    *("=1+1", "@SUM(A1)", "'", '"', "; DROP TABLE client; --", "../../etc/passwd", "C:\\x"),
    *("é", "e\u0301", "日本", "😀", "عربى", "\ue000", "İ", "ß", "x" * 30, " ", "1,5"),
)
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
_REACHES = (
    "open",
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "urllib.",
    "ftplib.",
    "webbrowser.",
)
_seen = []
_is_watching = []


def _hook(event, given):
    if _is_watching and event.startswith(_REACHES):
        _seen.append((event, given[:1]))


sys.addaudithook(_hook)


@contextmanager
def watched():
    """What was opened or called on inside, beyond memory."""
    found = []
    _seen.clear()
    _is_watching.append(True)
    try:
        yield found
    finally:
        _is_watching.clear()
        found.extend(_seen)
