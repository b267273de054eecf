import os
import subprocess

import pytest

import dev


@pytest.fixture
def calls(monkeypatch):
    """The commands that would have been started; every one of them succeeds."""
    seen = []

    def call(command, folder=None):
        seen.append(command)
        return 0

    monkeypatch.setattr(dev, "call", call)
    return seen


@pytest.fixture
def no_screen(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_run_opens_the_window_where_there_is_a_screen(calls, no_screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.run([]) == 0
    assert calls == [["accord"]]


def test_run_passes_its_arguments_on(calls, no_screen):
    assert dev.run(["export", "all.json"]) == 0
    assert calls == [["accord", "export", "all.json"]]


def test_run_without_a_screen_fills_a_demo_and_says_where(
    calls, no_screen, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "accord-demo").mkdir()
    (tmp_path / "accord-demo-2").mkdir()
    (tmp_path / "accord-demo-3").mkdir()
    (tmp_path / "accord-demo-4").touch()
    assert dev.run([]) == 0
    assert calls == [["accord", "demo", str(tmp_path / "accord-demo-5")]]
    assert "accord-demo-5" in capsys.readouterr().out


def test_checks_stop_at_the_first_that_fails(monkeypatch, capsys):
    seen = []

    def call(command, folder=None):
        seen.append(command[0])
        return 3 if command[0] == "basedpyright" else 0

    monkeypatch.setattr(dev, "call", call)
    assert dev.test([]) == 3
    assert seen == ["ruff", "ruff", "basedpyright"]
    assert "Failed: types" in capsys.readouterr().out


def test_tests_named_by_the_developer_run_alone(calls):
    assert dev.test(["tests/domain", "-x"]) == 0
    assert calls == [["pytest", "tests/domain", "-x"]]


def test_only_missing_libraries_are_installed(no_screen, monkeypatch):
    installed = []
    monkeypatch.setattr(dev, "loads", lambda library: library == "there.so")
    monkeypatch.setattr(dev, "install_packages", lambda packages, _: installed.extend(packages))
    dev.add_system_libraries({"there.so": "libthere", "gone.so": "libgone"})
    assert installed == ["libgone"]


def test_someone_who_may_not_install_is_told_the_line(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit, match=r"sudo apt-get install .* libgl1 libegl1"):
        dev.install_packages(["libgl1", "libegl1"], "Qt needs them.")


def test_the_list_of_packages_is_fetched_only_when_needed(monkeypatch):
    seen = []

    def apt(command):
        seen.append(command[1])
        return subprocess.CompletedProcess(command, 100 if len(seen) == 1 else 0, "")

    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev, "apt", apt)
    dev.install_packages(["libgl1"], "Qt needs it.")
    assert seen == ["install", "update", "install"]


@pytest.mark.parametrize("arguments", [[], ["tset"], ["setup", "now"]])
def test_a_slip_of_the_keys_shows_the_three_commands(arguments, capsys):
    assert dev.main(arguments) == 2
    assert "dev.py run [ARGS]" in capsys.readouterr().out
