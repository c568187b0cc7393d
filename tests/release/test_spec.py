"""What goes into the built program: everything of ours, and of the libraries what is used."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trim

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


class Recorded:
    """Stands for the classes of PyInstaller that a spec calls."""

    def __init__(self, *given: Any, **options: Any) -> None:
        self.given, self.options = given, options
        self.pure = self.scripts = ()
        self.binaries: list[Any] = []
        self.datas: list[Any] = []


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names of ``sozdesk.spec`` after it ran over such classes."""
    path = ROOT / "packaging" / "sozdesk.spec"
    names: dict[str, Any] = {"SPECPATH": str(path.parent)}
    names |= dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT"), Recorded)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_BUILT", str(tmp_path_factory.mktemp("day") / "built.txt"))
        patch.delenv("SOZDESK_UNTRIMMED", raising=False)
        exec(compile(path.read_text("utf-8"), str(path), "exec"), names)
    return names


def modules() -> set[str]:
    """Every module of the program, also those of a feature that is made tomorrow."""
    files = (
        path.relative_to(SOURCE).with_suffix("") for path in (SOURCE / "sozdesk").rglob("*.py")
    )
    return {".".join(path.parts).removesuffix(".__init__") for path in files}


def test_every_module_is_packed(spec: dict[str, Any]) -> None:
    assert modules() <= set(spec["analysis"].options["hiddenimports"])


def test_resources_and_steps_of_the_tables_are_packed_and_nothing_of_the_tests(
    spec: dict[str, Any],
) -> None:
    packed = {Path(source) for source, _ in spec["analysis"].options["datas"]}
    for folder in ("resources", "db/reference"):
        ours = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {path for path in ours if "__pycache__" not in path.parts} <= packed
    assert {*(ROOT / "db" / "migrations" / "versions").glob("*.py")} <= packed
    assert not [path for path in packed if "tests" in path.parts or "__pycache__" in path.parts]


def test_everything_lands_where_the_program_looks_for_it(spec: dict[str, Any]) -> None:
    for source, place in spec["analysis"].options["datas"]:
        path = Path(source)
        ours = path.is_relative_to(ROOT) and "site-packages" not in path.parts
        if ours and path.parent != ROOT:
            assert Path(place) == path.parent.relative_to(ROOT)


def test_python_docx_finds_its_templates_from_the_folder_of_its_parts(
    spec: dict[str, Any],
) -> None:
    """It looks for «docx/parts/../templates», which needs a folder «parts» that holds something."""
    placed = {place: Path(source).name for source, place in spec["analysis"].options["datas"]}
    assert {"docx/parts", "docx/templates"} <= set(placed)


def test_two_programs_share_one_folder_and_one_of_them_has_a_console(spec: dict[str, Any]) -> None:
    found = {one.options["name"]: one.options["console"] for one in spec["programs"]}
    assert found == {"sozdesk": False, "sozdesk-cli": True}
    assert all(one.options["exclude_binaries"] for one in spec["programs"])


def imported() -> Iterator[str]:
    for path in (SOURCE / "sozdesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_that_is_imported_is_left_out(spec: dict[str, Any]) -> None:
    left_out = spec["analysis"].options["excludes"]
    assert left_out == trim.MODULES
    used = {
        name for name in imported() for out in left_out if name == out or name.startswith(f"{out}.")
    }
    assert used == set()


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\platforms\\qoffscreen.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt6Svg.dll",
        "PySide6/Qt6Network.dll",
        "libQt6Widgets.so.6",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
        "matplotlib/mpl-data/matplotlibrc",
        "docx/templates/default.docx",
        "numpy/_core/_multiarray_umath.cp311-win_amd64.pyd",
        "vcruntime140.dll",
    ],
)
def test_what_the_program_needs_stays(name: str) -> None:
    assert not trim.is_dropped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/opengl32sw.dll",
        "PySide6\\translations\\qtbase_fr.qm",
        "PySide6/Qt6Quick.dll",
        "libQt6Qml.so.6",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "numpy/tests/data/x.bin",
    ],
)
def test_what_it_never_loads_goes(name: str) -> None:
    assert trim.is_dropped(name)


def test_our_own_files_are_never_dropped(spec: dict[str, Any]) -> None:
    ours = [f"{place}/{Path(source).name}" for source, place in spec["analysis"].options["datas"]]
    assert [name for name in ours if trim.is_dropped(name)] == []


def test_sizes_are_said_before_and_after(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3))
    (tmp_path / "b").write_bytes(bytes(5))
    entries = [
        ("PySide6/opengl32sw.dll", str(tmp_path / "a"), "BINARY"),
        ("PySide6/Qt6Svg.dll", str(tmp_path / "b"), "BINARY"),
        ("libQt6Svg.so.6", str(tmp_path / "b"), "SYMLINK"),
    ]
    assert (trim.size_of(entries), trim.size_of(trim.kept(entries))) == (8, 5)


def test_the_icon_is_what_the_drawing_gives(qapp: object) -> None:
    """Same sizes; the pixels of the smallest picture may differ from one Qt to the next."""
    path = ROOT / "packaging" / "icon" / "make_icon.py"
    loader = importlib.util.spec_from_file_location("make_icon", path)
    assert loader is not None
    assert loader.loader is not None
    module = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(module)
    data = (path.parent / "sozdesk.ico").read_bytes()
    number = int.from_bytes(data[4:6], "little")
    sizes = tuple(data[6 + 16 * index] or 256 for index in range(number))
    assert sizes == module.SIZES
    assert module.WINDOW_ICON.read_bytes().startswith(b"\x89PNG")
    assert data[:22] == module.ico({size: module.png(size) for size in module.SIZES})[:22]
