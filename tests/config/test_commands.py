"""The command line: one sentence for everything that a person has to mend."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from panah.config import cli, doctor, environment, postgres, web_server
from panah.config.commands import serve, up
from panah.config.refusal import Refusal

FREE = serve.Addresses(desk=8790, public=8791)


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fly"]) == 1
    assert capsys.readouterr().err == "There is no command 'fly': `panah --help` lists them.\n"


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in cli.COMMANDS)
    files = {path.stem for path in (Path(cli.__file__).parent / "commands").glob("*.py")} - {"__init__"}
    assert files == {command.module for command in cli.COMMANDS.values()}


def test_a_second_run_beside_a_running_one_is_told_where_the_first_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres, "VAR", tmp_path)
    with up.alone(FREE), pytest.raises(Refusal, match=r"already \(http://localhost:8790/\)"), up.alone(FREE):
        pass
    with up.alone(FREE):
        pass


@pytest.mark.enable_socket
def test_a_taken_port_is_found_before_anything_is_begun() -> None:
    with socket.socket() as taken:
        taken.bind((web_server.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is taken"):
            up.check_ports(serve.Addresses(desk=port, public=port))


def test_a_missing_module_is_named_and_the_next_run_installs_it(tmp_path: Path) -> None:
    (tmp_path / "django.py").write_text("raise ModuleNotFoundError(\"No module named 'sqlparse'\", name='sqlparse')")
    path = os.pathsep.join([str(tmp_path), str(postgres.ROOT)])
    program = (
        f"import sys; sys.prefix = {str(tmp_path)!r}; import runpy; runpy.run_module('panah', run_name='__main__')"
    )
    (tmp_path / "panah-installed.json").touch()
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The Python module sqlparse is missing: start ./run again")
    assert not (tmp_path / "panah-installed.json").exists()


def test_an_environment_that_was_not_finished_is_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.json")
    assert not environment.is_complete("requirements.txt")
    (tmp_path / "stamp.json").write_text('{"requirements.txt": "of another day"}')
    assert not environment.is_complete("requirements.txt")
    (tmp_path / "stamp.json").write_text("half a fi")
    assert not environment.is_complete("requirements.txt")


def test_nothing_is_served_from_a_server_that_is_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    mighty = doctor.Trouble("panah_desk is a superuser.")
    monkeypatch.setattr(doctor, "server_troubles", lambda: [mighty])
    with pytest.raises(Refusal, match="panah_desk is a superuser"):
        serve.serve(FREE)


def test_a_child_that_keeps_ending_stops_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PAUSE", 0.0)
    child = serve.Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], "worker", "none")
    child.start()
    with pytest.raises(Refusal, match="The worker process keeps ending"):
        while child.process is not None:
            child.process.wait()
            serve.look_after(child)


def test_a_child_that_worked_before_is_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PAUSE", 0.0)
    child = serve.Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], "worker", "none")
    child.start()
    child.started -= serve.SETTLED + 1
    for _ in range(serve.RESTARTS + 3):
        assert child.process is not None
        child.process.wait()
        serve.look_after(child)
    assert child.restarts > serve.RESTARTS
    assert child.process is not None
    child.process.wait()


def test_requirements_name_no_registry() -> None:
    for path in postgres.ROOT.glob("requirements*"):
        assert "://" not in path.read_text("utf-8"), path.name
