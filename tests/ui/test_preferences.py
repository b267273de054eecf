import pytest

from app.ui.preferences import Preferences, load, save, sizes


def test_habits_are_kept(tmp_path):
    path = tmp_path / "new" / "accord.ini"
    habits = Preferences("dark", 115, "abc=", "600 400", "500 300", "640 560")
    save(path, habits)
    assert load(path) == habits
    assert [file.name for file in path.parent.iterdir()] == ["accord.ini"]


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load(tmp_path / "none.ini") == Preferences()


@pytest.mark.parametrize(
    "text",
    [
        "[window]\ntheme = pink\ntext_size = 1000\n",
        "[window]\ntext_size = many\n",
        "[other]\ntheme = dark\n",
        "",
    ],
)
def test_a_bad_value_falls_back(tmp_path, text):
    path = tmp_path / "accord.ini"
    path.write_text(text, "utf-8")
    assert load(path) == Preferences()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"no section", b"[window\n"])
def test_a_file_that_makes_no_sense_is_passed_over(tmp_path, data, caplog):
    path = tmp_path / "accord.ini"
    path.write_bytes(data)
    assert load(path) == Preferences()
    assert "cannot be read" in caplog.text


def test_habits_that_cannot_be_kept_stop_nobody(tmp_path, caplog):
    (tmp_path / "file").write_text("", "utf-8")
    save(tmp_path / "file" / "accord.ini", Preferences())
    assert "could not be kept" in caplog.text


@pytest.mark.parametrize(("text", "kept"), [("600 400", [600, 400]), ("", []), ("a b", [])])
def test_sizes_that_make_no_sense_are_none(text, kept):
    assert sizes(text) == kept
