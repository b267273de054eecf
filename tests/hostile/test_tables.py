"""Forty tables that are wrong: each refused in words, with its line where it has one."""

import codecs
import json

import pytest

from app.bootstrap import desk
from app.domain.errors import AppError, InvalidError
from tests.ui.books import CLOCK

COMPANY = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "work_types": [{"name": "Remote"}],
    "taxes": [{"code": "VAT23", "rates": [["2012-01-01", "23"]]}],
    "clients": [{"code": "ACME", "name": "Acme"}],
}
TIME = b"client,start,minutes,work type\n"
SPENT = b"client,date,description,price\n"
DEVICES = b"client,name,from\n"
BAD = {
    "empty": ("clients", b"", 0),
    "blank lines": ("clients", b"\r\n\r\n", 0),
    "a mark and nothing": ("clients", codecs.BOM_UTF8, 0),
    "spaces": ("clients", b"   ,  \n , \n", 0),
    "a zero byte": ("clients", b"code,name\nZ\x00ED,Zed\n", 0),
    "zero bytes alone": ("clients", bytes(4096), 0),
    "noise": ("clients", bytes(range(256)) * 8, 0),
    "a PDF": ("clients", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", 0),
    "an archive, as spreadsheets are": ("clients", b"PK\x03\x04\x14\x00\x08\x08" * 40, 0),
    "a database": ("clients", b"SQLite format 3\x00" + bytes(84), 0),
    "half of UTF-16": ("clients", b"\xff\xfeco", 0),
    "UTF-16 with an odd byte": ("clients", "code,name".encode("utf-16") + b"x", 0),
    "a letter that no page has": ("clients", b"code,name\nZED,\x81\x8d\xe9\n", 0),
    "a quote left open": ("clients", b'code,name\n"ZED,Zed\n', 0),
    "a quote in the middle": ("clients", b'code,name\n"ZED"x,Zed\n', 0),
    "a quote after the end": ("clients", b'code,name\nZED,"Zed" Ltd\n', 0),
    "a cell of a megabyte": ("clients", b"code,name\nZED," + b"x" * 1_000_000 + b"\n", 0),
    "a workbook": ("clients", json.dumps(COMPANY).encode(), 0),
    "a page of the web": ("clients", b"<html><table><tr><td>x</td></tr></table></html>", 0),
    "no heading": ("clients", b"ZED,Zed Ltd\n", 0),
    "a heading alone of another kind": ("clients", b"date,amount\n2026-01-01,5\n", 0),
    "a column twice": ("clients", b"code,name,name\nZED,Zed,Zed\n", 0),
    "a column by two names": ("clients", b"code,customer number\nZED,ZED\n", 0),
    "a column without a name": ("clients", b"code,,name\nZED,x,Zed\n", 0),
    "a cell too many": ("clients", b"code,name\nZED,Zed,x\n", 2),
    "a cell too few": ("clients", b"code,name\nZED,Zed\nYAK\n", 3),
    "a stop where all are commas": ("clients", b"code,name\nZED;Zed\n", 2),
    "a client twice": ("clients", b"code,name\nZED,Zed\nZED,Zod\n", 3),
    "a client without a code": ("clients", b"code,name\n,Zed\n", 2),
    "a country that is none": ("clients", b"code,country\nZED,Ruritania\n", 2),
    "terms that are no number": ("clients", b"code,net days\nZED,soon\n", 2),
    "a yes that is no yes": ("clients", b"code,po number required\nZED,perhaps\n", 2),
    "nobody's device": ("devices", DEVICES + b"NOBODY,PC-1,2026-01-01\n", 2),
    "a device since the 30th of February": ("devices", DEVICES + b"ACME,PC,2026-02-30\n", 2),
    "days and months by slashes": ("devices", DEVICES + b"ACME,PC,01/02/2026\n", 2),
    "an hour that never was": ("time", TIME + b"ACME,2026-03-29 25:10,30,Remote\n", 2),
    "a length below zero": ("time", TIME + b"ACME,2026-03-02 10:00,-30,Remote\n", 2),
    "a length beyond all": ("time", TIME + b"ACME,2026-03-02 10:00,99999999999,Remote\n", 2),
    "work of no kind": ("time", TIME + b"ACME,2026-03-02 10:00,30,\n", 2),
    "not a number": ("expenses", SPENT + b"ACME,2026-03-02,Cable,NaN\n", 2),
    "no end of a number": ("expenses", SPENT + b"ACME,2026-03-02,Cable,Infinity\n", 2),
    "a power": ("expenses", SPENT + b"ACME,2026-03-02,Cable,1e9999\n", 2),
    "digits of another script": (
        "expenses",
        SPENT + "ACME,2026-03-02,Cable,\u0661\u0662\n".encode(),
        2,
    ),
    "digits with a line between": ("expenses", SPENT + b"ACME,2026-03-02,Cable,1_000\n", 2),
    "a formula": ("expenses", SPENT + b"ACME,2026-03-02,Cable,=1+1\n", 2),
    "more than a price can be": (
        "expenses",
        SPENT + b"ACME,2026-03-02,Cable," + b"9" * 40 + b"\n",
        2,
    ),
}


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("bad") / "desk.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(COMPANY).encode()])
        yield found


@pytest.mark.parametrize(("kind", "data", "line"), BAD.values(), ids=BAD)
def test_it_is_refused_and_nothing_is_taken(services, kind, data, line):
    before = services.workbook.hand_out()
    with pytest.raises(AppError) as caught:
        services.workbook.take_in_tables([data], kind)
    assert services.workbook.hand_out() == before
    assert caught.value.sentence.plain()
    if line:
        assert isinstance(caught.value, InvalidError)
        places = [problem.place for problem in caught.value.problems]
        assert any(place.split(",")[0] == f"line {line}" for place in places), places


def test_there_are_forty():
    assert len(BAD) >= 40
