"""What keeps a command from being done is told in a sentence of the terminal's language, and nothing is made."""

import errno
import os
import socket
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import OperationalError, ProgrammingError
from django.db.migrations.exceptions import MigrationSchemaMissing
from pydantic import ValidationError

from plenary.config import cli, faults, preparation
from plenary.config.cli import SUBCOMMANDS
from plenary.config.commands import serve
from plenary.config.environment import Environment
from plenary.readout.command_line import explained

CHINESE, ENGLISH = "zh_CN.UTF-8", "C.UTF-8"
OURS = [name for name in SUBCOMMANDS if name not in {"readout", "check", "manage"}]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", ENGLISH)


@pytest.mark.parametrize("name", OURS)
def test_each_command_explains_itself_in_the_language_of_the_terminal(name, monkeypatch, capsys):
    main = import_module(SUBCOMMANDS[name].module).main
    for locale in (CHINESE, ENGLISH):
        monkeypatch.setenv("LC_ALL", locale)
        with pytest.raises(SystemExit) as ended:
            main(["--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert ("用法：plenary" in said, "usage: plenary" in said) == (
            locale == CHINESE,
            locale == ENGLISH,
        )
        assert "show this help message" not in said
        assert ("选项：" in said) == (locale == CHINESE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--port", "http"], "--port：应为 1 到 65535 之间的整数"),
        (["serve", "--workers", "0"], "--workers：应为不小于 1 的整数"),
        (["worker", "--queues", "default,post"], "没有队列“post”"),
        (["worker", "--lease", "0"], "--lease：应为不小于 1 的整数"),
        (["audit", "prove"], "不能是“prove”，可以是：verify、seal、export"),
        (["texts", "out", "a.xlf"], "缺少参数：--into"),
        (["backup", "a.tar", "--key", "k.tar"], "没有这样的参数：--key k.tar"),
        (["restore", "a.tar", "--keys"], "--keys 后面缺少内容"),
    ],
)
def test_a_wrong_argument_is_named_in_chinese_too(arguments, said, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", CHINESE)
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert "用法：plenary" in told


def test_what_is_said_in_english_stays_and_what_nobody_knows_is_passed_on():
    assert explained("unrecognized arguments: --x", "en") == "unrecognized arguments: --x"
    assert explained("something new", "zh") == "something new"


@pytest.mark.parametrize(
    ("given", "chinese", "english"),
    [
        ({"DATABASE_URL": "mysql://x"}, "只支持 postgresql://", "or empty for SQLite"),
        ({"DATABASE_URL": "postgresql://%zz"}, "只支持 postgresql://", "or empty for SQLite"),
        ({"PLENARY_UPLOAD_MEGABYTES": "lots"}, "应为整数", "a whole number is wanted"),
        ({"PLENARY_PARSERS": "0"}, "不能小于 1", "at least 1"),
        ({"PLENARY_HTTPS": "perhaps"}, "应为 true 或 false", "true or false is wanted"),
        ({"PLENARY_PROFILE": "town"}, "应为以下之一：cn-district", "one of cn-district"),
        ({"PLENARY_ORIGIN": "portal.example.gov"}, "应为完整的地址", "a whole address"),
        ({"PLENARY_MAIL_URL": "mail.example.org"}, "smtps://…", "smtps://…"),
        ({"PLENARY_MAIL_URL": "smtp://a:b/c@host"}, "%40", "%40"),
        ({"PLENARY_TIME_ZONE": "Mars/One"}, "这样的名称", "a name such as"),
    ],
)
def test_a_setting_that_cannot_be_worked_with_is_named_and_its_value_never_shown(
    given, chinese, english, monkeypatch
):
    (name, value) = next(iter(given.items()))
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as fault:
        Environment()
    for locale, said in ((CHINESE, chinese), (ENGLISH, english)):
        monkeypatch.setenv("LC_ALL", locale)
        told = list(faults.sentences(fault.value))
        assert len(told) == 1
        assert told[0].startswith(name)
        assert said in told[0]
        assert value not in told[0]


@pytest.mark.parametrize(
    ("fault", "chinese", "english"),
    [
        (OSError(errno.ENOSPC, "No space", "/a/b"), "/a/b：磁盘已满", "/a/b: the disk is full"),
        (OSError(errno.EACCES, "No", "/a"), "/a：没有权限", "/a: this account has no right"),
        (OSError(errno.EROFS, "No", "/a"), "/a：所在磁盘只读", "read only"),
        (OperationalError("database or disk is full"), "磁盘已满", "the disk is full"),
        (OperationalError("unable to open database file"), "打不开", "cannot be opened"),
        (OperationalError("could not\n  connect"), "could not connect", "could not connect"),
        (ProgrammingError("permission denied"), "permission denied", "permission denied"),
        (MigrationSchemaMissing("permission denied"), "数据库不能使用", "permission denied"),
        (KeyboardInterrupt(), "", ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "", ""),
    ],
)
def test_a_fault_of_disk_or_database_ends_a_command_with_a_sentence(
    fault, chinese, english, monkeypatch, capsys
):
    def fail(_arguments):
        raise fault

    monkeypatch.setattr("plenary.config.commands.serve.main", fail)
    for locale, said in ((CHINESE, chinese), (ENGLISH, english)):
        monkeypatch.setenv("LC_ALL", locale)
        assert cli.main(["serve"]) != 0
        told = capsys.readouterr().err
        assert said in told
        assert bool(told) == bool(said)


def test_a_fault_of_plenarys_own_is_not_hidden(monkeypatch):
    def fail(_arguments):
        raise RuntimeError

    monkeypatch.setattr("plenary.config.commands.serve.main", fail)
    with pytest.raises(RuntimeError):
        cli.main(["serve"])


@pytest.mark.parametrize("locale", [CHINESE, ENGLISH])
def test_where_there_is_no_installation_that_is_said_and_nothing_made(
    locale, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setattr(apps, "ready", False)
    there_is_none = Environment(home=tmp_path / "mistyped", database_url="")
    monkeypatch.setattr(preparation, "environment", lambda: there_is_none)
    assert not preparation.start()
    told = capsys.readouterr().err
    assert "plenary init" in told
    assert str(tmp_path / "mistyped") in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["manage", "check"], ["backup", "a.tar"]])
def test_root_leaves_the_home_of_another_account_alone(command, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLENARY_HOME", str(tmp_path))
    monkeypatch.setattr(Environment, "is_there", lambda _self: True)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    real = Path.stat

    def of_another(path, **how):
        found = list(real(path, **how))
        found[4] = 65534
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", of_another)
    assert cli.main(command) == 2
    assert "runuser -u" in capsys.readouterr().err


def test_a_port_on_which_somebody_listens_is_not_shared():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"127.0.0.1:{port}") as fault:
            serve.refuse_taken("127.0.0.1", port)
    told = next(faults.sentences(fault.value))
    assert told.startswith(f"127.0.0.1:{port}: the port is taken")
    assert "plenary demo --port N" in told
    serve.refuse_taken("127.0.0.1", port)
