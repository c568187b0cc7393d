"""``dev.py build`` and ``dev.py bench --built``: what they install and what they call."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from trouble import BuildFailed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``dev.py`` that only writes down what it would do."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.packages, module.called = [], []
    monkeypatch.setattr(module, "_environment", lambda: True)
    monkeypatch.setattr(module, "_make_pictures", lambda: module.called.append(["pictures"]))

    def install(names: list[str]) -> bool:
        module.packages.extend(names)
        return True

    def call(command: list[str], **_options: object) -> int:
        module.called.append([str(part) for part in command[1:]])
        return 0

    monkeypatch.setattr(module, "_system_packages", install)
    monkeypatch.setattr(module, "_call", call)
    return module


def run(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["dev.py", *words])
    return dev.main()


def test_a_build_brings_what_the_program_packs_and_the_pictures_of_the_handbook(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "build", "--quick") == 0
    assert {"nsis", "libxcb-cursor0", "libegl1"} <= set(dev.packages)
    assert "wine64" not in dev.packages
    assert dev.called == [["pictures"], ["packaging/make.py", "--quick"]]


def test_the_fast_check_does_without_the_programs_of_the_build(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "check") == 0
    assert "nsis" not in dev.packages
    assert "not slow and not libreoffice" in dev.called[-1]


def test_the_tests_end_with_a_built_program_that_tests_itself(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = []
    monkeypatch.setattr(dev, "_call", lambda command, limit: limits.append((command, limit)))
    assert run(dev, monkeypatch, "test") == 0
    (command, limit) = limits[-1]
    assert [str(part) for part in command[1:]] == [str(ROOT / "dev.py"), "build", "--quick"]
    assert limit == 15 * 60
    assert limits[0][1] == dev.STEP_LIMIT
    assert {"nsis", "binutils", "libxcb-cursor0"} <= set(dev.packages)
    assert len(dev.packages) == len(set(dev.packages))


def test_every_test_runs_once_and_the_long_ones_when_asked_for(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "test") == 0
    rules, fast, slow = (words for words in dev.called if "pytest" in words)
    files = [word for word in rules if word.endswith(".py")]
    assert str(ROOT / "tests/features/billing/test_rules_draft.py") in files
    assert "--cov-fail-under=100" in rules
    for others in (fast, slow):
        assert [word for word in others if word.startswith("--ignore=")] == [
            f"--ignore={name}" for name in files
        ]
    assert "not slow and not libreoffice" in fast
    assert "(slow or libreoffice) and not long" in slow
    assert run(dev, monkeypatch, "test", "--all") == 0
    assert "slow or libreoffice" in dev.called[-2]


def test_the_check_runs_the_tests_of_the_rules_among_the_fast_ones(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "check") == 0
    assert [word for word in dev.called[-1] if word.startswith("--ignore=")] == []
    with pytest.raises(SystemExit):
        run(dev, monkeypatch, "check", "--all")


def test_the_build_for_windows_brings_wine(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "build", "--windows") == 0
    assert {"nsis", "wine64", "gcc-mingw-w64-x86-64", "osslsigncode"} <= set(dev.packages)
    assert dev.called[-1] == ["packaging/make.py", "--windows"]


def test_the_bench_of_the_built_program_is_its_own(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(dev, monkeypatch, "bench", "--built") == 0
    assert {"xvfb", "xdotool"} <= set(dev.packages)
    run(dev, monkeypatch, "bench", "--large")
    assert dev.called == [["benchmarks/built.py"], ["benchmarks/run.py", "--large"]]


def test_a_release_names_the_python_and_its_hash_together(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import make

    monkeypatch.setattr(sys, "argv", ["make.py", "--windows", "--python", "python.zip"])
    with pytest.raises(SystemExit):
        make._arguments()
    assert "belong together" in capsys.readouterr().err


def test_another_python_than_named_is_refused(tmp_path: Path) -> None:
    import windows_build

    zipped = tmp_path / "python.zip"
    zipped.write_bytes(b"abc")
    with pytest.raises(BuildFailed, match="another SHA-256"):
        windows_build._unpack_python(zipped, "00" * 32)


def test_a_failed_self_test_fails_the_build_with_what_it_said(tmp_path: Path) -> None:
    import steps

    program = tmp_path / "sozdesk-cli"
    program.write_text('#!/bin/sh\necho "  FEHLER  Fenster"\nexit 1\n')
    program.chmod(0o755)
    with pytest.raises(BuildFailed, match="FEHLER  Fenster"):
        steps.self_test(program, tmp_path / "x")


def test_the_built_program_tests_itself_without_help_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import steps

    monkeypatch.setenv("PYTHONPATH", "src")
    monkeypatch.setenv("QT_PLUGIN_PATH", "hier")
    program = tmp_path / "sozdesk-cli"
    program.write_text('#!/bin/sh\necho "$1 [$PYTHONPATH$QT_PLUGIN_PATH] $(basename "$PWD")"\n')
    program.chmod(0o755)
    assert steps.self_test(program, tmp_path / "Prüfung") == "--selftest [] Prüfung"
