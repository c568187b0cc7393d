"""What must hold of the Windows installer, tried under Wine in a fresh Windows without Python."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import staged
import steps
import under_wine as wine
from steps import timed
from trouble import BuildFailed

MARK = b"SOZDESK-STAND-IN"
_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll")
_PATIENCE = 60
RUNS, NO_ROOM, NOT_WRITABLE, TOO_LONG, FOREIGN = 3, 5, 6, 7, 8
"""Exit codes of the installer, as in ``installer.nsi``."""
_NEW, _OLD, _LAST_PART = "_sozdesk_neu", "_sozdesk_alt", "NOTICE.txt"
"""Folders of the installer, and what it moves last."""
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\SozDesk"
_DISK = "S:"
_PASSWORD = "ein langes Passwort"


# ------------------------------------------------------------------ what is packed


def refuse_stand_ins(folder: Path) -> None:
    """Nothing that only stands in for a part of Windows may be given away."""
    names = {path.name for path in wine.STAND_INS.iterdir()}
    for path in staged.files_of(folder):
        content = path.read_bytes()
        if path.name.lower() in names or MARK in content or wine.NUMPY_STAND_IN.encode() in content:
            raise BuildFailed(f"{path.name} is a stand-in of the proof and lies in the program")


def refuse_missing_runtime(folder: Path) -> None:
    """A computer without the runtime of Visual C++ runs it all the same: it is inside."""
    inside = {path.name.lower() for path in staged.files_of(folder)}
    if missing := [name for name in _RUNTIME if name not in inside]:
        raise BuildFailed(f"not packed: {', '.join(missing)}")


# ------------------------------------------------------------------ the proof


def prove(setup: Path, built: Path) -> None:
    """Install, use, upgrade, refuse, uninstall; and the portable program."""
    prefix = wine.new_prefix(wine.FOLDER / "wine-proof")
    computer = _Computer(prefix, setup, built)
    for what, step in (
        ("silent installation, the same files as packed", computer.install),
        ("self-test of the installed program", computer.self_test),
        ("a data file, made by the installed program", computer.make_data_file),
        (
            "while it runs: installing is refused, a second start hands its file over",
            computer.refuse_while_running,
        ),
        ("no room: refused, the old program stays", computer.refuse_without_room),
        ("disk full on the way: the old program stays", computer.fill_the_disk),
        ("a part cannot be set aside: the old program stays", computer.block_the_old),
        ("a part cannot be placed: the old program comes back", computer.block_the_new),
        ("cut off in the middle: the old program comes back first", computer.cut_off),
        ("a folder of something else is refused", computer.refuse_foreign_folder),
        ("a folder with too long a name is refused", computer.refuse_long_folder),
        ("upgrade in place, settings and files stay", computer.upgrade),
        ("removing another installation leaves this one registered", computer.remove_other),
        ("uninstall, the files of the person stay", computer.uninstall),
        ("for the whole computer (/ALLUSERS), and away again", computer.all_users),
        ("portable, in a folder with umlauts and blanks", computer.portable),
    ):
        with timed(what):
            step()
    print("   proven under Wine.")


class _Computer:
    """A Windows without anything, and its person."""

    def __init__(self, prefix: Path, setup: Path, built: Path) -> None:
        self._prefix, self._setup, self._built = prefix, setup, built
        drive = prefix / "drive_c"
        (self._home,) = [path for path in (drive / "users").iterdir() if path.name != "Public"]
        self._local = self._home / "AppData" / "Local"
        self._program = self._local / "Programs" / "SozDesk"
        self._usual = rf"C:\users\{self._home.name}\AppData\Local\Programs\SozDesk"
        self._computer_wide = drive / "Program Files" / "SozDesk"
        self._data = self._home / "Ämter & Akten"

    # ------------------------------------------------------------------ steps

    def install(self) -> None:
        self._expect(self._run_setup(), 0)
        self._compare(self._program)
        refuse_stand_ins(self._program)
        self._must(self._registered("HKCU"), "the installed program is not registered")
        self._must_open_with(self._usual)
        self._must(bool(list(self._home.rglob("SozDesk.lnk"))), "nothing in the start menu")
        wine.let_numpy_calculate(self._program)

    def self_test(self) -> None:
        done = self._cli(self._program, "--selftest")
        said = done.stdout.decode("utf-8", "replace")
        self._must(
            done.returncode == 0, f"self-test:\n{said}{done.stderr.decode(errors='replace')}"
        )
        print(f"   {said.strip().splitlines()[-1]}")

    def make_data_file(self) -> None:
        self._data.mkdir()
        self._create(self._program, self._data / "prüfung.sozdesk")
        self._must(any(self._settings.rglob("*.keys")), "no copy of the access in the profile")

    def refuse_while_running(self) -> None:
        before = _hashes(self._program)
        window = self._start_window()
        try:
            _wait((self._settings / "window.lock").exists, "the window did not start")
            self._expect(self._run_setup(), RUNS)
            removing = ["deinstallieren.exe", "/S", f"_?={self._usual}"]
            code = wine.run(self._prefix, [self._program / removing[0], *removing[1:]]).returncode
            self._expect(code, RUNS)
            self._must(_hashes(self._program) == before, "something was changed all the same")
            self._hand_over()
        finally:
            wine.run(self._prefix, ["taskkill", "/f", "/im", "sozdesk.exe"])
            window.kill()
            window.wait()

    def _start_window(self, *words: str) -> subprocess.Popen[bytes]:
        program = str(self._program / "sozdesk.exe")
        return subprocess.Popen(
            [wine.WINE, program, *words, "-platform", "offscreen"],
            env=wine.environment(self._prefix),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _hand_over(self) -> None:
        """What a double click does meanwhile: the second program ends, its file goes to the first."""
        second = self._start_window(wine.as_windows(self._data / "prüfung.sozdesk"))
        _wait(lambda: second.poll() is not None, "the second window stayed")
        self._expect(second.returncode, 0)

    def refuse_without_room(self) -> None:
        with _small_disk(self._prefix, 8) as disk:
            self._expect(self._run_setup(rf"/D={_DISK}\SozDesk"), NO_ROOM)
            self._must(not any(disk.iterdir()), "something was left behind")

    def fill_the_disk(self) -> None:
        """Room enough to begin, but a file of somebody else takes it meanwhile."""
        with _small_disk(self._prefix, int(staged.megabytes(self._built) * 2) + 60) as disk:
            target = disk / "SozDesk"
            self._expect(self._run_setup(rf"/D={_DISK}\SozDesk"), 0)
            before = _hashes(target)
            somebody = threading.Thread(
                target=_take_the_room, args=(target / _NEW, disk / "anderes")
            )
            somebody.start()
            code = self._run_setup(rf"/D={_DISK}\SozDesk")
            somebody.join()
            self._must(code in {NO_ROOM, NOT_WRITABLE}, f"answered {code}")
            self._must(_hashes(target) == before, "the old program is not whole")
        self._expect(self._run_setup(rf"/D={self._usual}"), 0)
        wine.let_numpy_calculate(self._program)

    def block_the_old(self) -> None:
        before = _hashes(self._program)
        with _held(self._program / _LAST_PART):
            self._expect(self._run_setup(), NOT_WRITABLE)
            self._must(_hashes(self._program) == before, "the old program is not whole")

    def block_the_new(self) -> None:
        """The last part of the new program cannot be moved, twice; then it can."""
        mark = self._program / "_internal" / "davor.pyd"
        mark.write_bytes(b"of the version before")
        before = _hashes(self._program)
        for _ in range(2):
            self._install_while_held(self._program / _NEW / _LAST_PART)
            found = {k: v for k, v in _hashes(self._program).items() if not k.startswith(_NEW)}
            self._must(found == before, "the old program is not whole")
        self._expect(self._run_setup(), 0)
        self._compare(self._program)
        wine.let_numpy_calculate(self._program)

    def _install_while_held(self, file: Path) -> None:
        shutil.rmtree(file.parent, ignore_errors=True)
        done, ready = threading.Event(), threading.Event()
        holder = threading.Thread(target=_hold_until, args=(file, ready, done))
        holder.start()
        try:
            self._expect(self._run_setup(), NOT_WRITABLE)
            self._must(ready.is_set(), "nothing was held")
        finally:
            done.set()
            holder.join()

    def cut_off(self) -> None:
        """As after a power failure: all old parts set aside, one new part placed, no room to go on."""
        before, old = _hashes(self._program), self._program / _OLD
        old.mkdir()
        for name in ("_internal", "sozdesk.exe", "sozdesk-cli.exe"):
            (self._program / name).rename(old / name)
        (self._program / "sozdesk.exe").write_bytes(b"new")
        with _held(self._program / _LAST_PART):
            self._expect(self._run_setup(), NOT_WRITABLE)
        self._must(_hashes(self._program) == before, "the old program is not whole")

    def refuse_foreign_folder(self) -> None:
        folder = self._prefix / "drive_c" / "Eigenes"
        (folder / "Lizenzen").mkdir(parents=True)
        (folder / "Lizenzen" / "vertrag.txt").write_text("of the person", encoding="ascii")
        self._expect(self._run_setup(r"/D=C:\Eigenes"), FOREIGN)
        self._must(list(_hashes(folder)) == ["Lizenzen/vertrag.txt"], "something was changed")

    def refuse_long_folder(self) -> None:
        long = "\\".join(["Unterordner-mit-langem-Namen"] * 7)
        self._expect(self._run_setup(f"/D=C:\\{long}"), TOO_LONG)
        self._must(not (self._prefix / "drive_c" / "Unterordner-mit-langem-Namen").exists(), "made")

    def upgrade(self) -> None:
        (self._program / "_internal" / "alt.pyd").write_bytes(b"of the version before")
        data, settings = _hashes(self._data), _hashes(self._settings)
        self._expect(self._run_setup(), 0)
        self._compare(self._program)
        self._must(_hashes(self._data) == data, "files of the person were changed")
        self._must(_hashes(self._settings) == settings, "settings were changed")
        wine.let_numpy_calculate(self._program)
        self.self_test()

    def uninstall(self) -> None:
        own = self._program / "notiz.txt"
        own.write_text("of the person", encoding="ascii")
        data, settings = _hashes(self._data), _hashes(self._settings)
        self._remove(self._program)
        self._must([path.name for path in self._program.iterdir()] == [own.name], "left or taken")
        self._must(_hashes(self._data) == data, "files of the person were changed")
        self._must(_hashes(self._settings) == settings, "settings were changed")
        self._must_know_nothing("HKCU", self._home)

    def remove_other(self) -> None:
        r"""Installed to C:\\Erste, then to the usual folder: removing the first one."""
        first = self._prefix / "drive_c" / "Erste"
        self._expect(self._run_setup(r"/D=C:\Erste"), 0)
        self._must_open_with(r"C:\Erste")
        self._expect(self._run_setup(f"/D={self._usual}"), 0)
        wine.let_numpy_calculate(self._program)
        self._remove(first)
        self._must(not first.exists(), "files are left")
        self._must(self._registered("HKCU"), "the other installation is not registered any more")
        self._must(bool(list(self._home.rglob("SozDesk.lnk"))), "nothing in the start menu")
        self._must_open_with(self._usual)

    def all_users(self) -> None:
        self._expect(self._run_setup("/ALLUSERS"), 0)
        self._compare(self._computer_wide)
        self._must(self._registered("HKLM"), "not registered for the computer")
        self._must(not self._registered("HKCU"), "registered for the person")
        self._remove_by_registry("HKLM", self._computer_wide)
        self._must(not self._computer_wide.exists(), "files are left")
        self._must_know_nothing("HKLM", self._prefix / "drive_c" / "ProgramData")

    def portable(self) -> None:
        stick = self._prefix / "drive_c" / "Stick für die Prüfung"
        shutil.unpack_archive(steps.portable_zip(), stick)
        program = stick / "SozDesk"
        wine.let_numpy_calculate(program)
        shutil.rmtree(self._settings)
        self._create(program, stick / "amt.sozdesk")
        self._must(any((program / "Einstellungen").rglob("*.keys")), "settings lie elsewhere")
        self._must(not self._settings.exists(), "something was written to the profile")
        done = self._cli(program, "--selftest")
        self._must(done.returncode == 0, done.stdout.decode("utf-8", "replace"))

    # ------------------------------------------------------------------ how

    @property
    def _settings(self) -> Path:
        return self._local / "SozDesk"

    def _run_setup(self, *options: str) -> int:
        return wine.run(self._prefix, [self._setup, "/S", *options]).returncode

    def _cli(self, program: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        return wine.run(self._prefix, [program / "sozdesk-cli.exe", *words], **more)

    def _create(self, program: Path, path: Path) -> None:
        made = self._cli(
            program,
            *("create", wine.as_windows(path), "--office", "ksa", "--person", "Muster Beispiel"),
            SOZDESK_NEW_PASSWORD=_PASSWORD,
        )
        self._must(made.returncode == 0, made.stderr.decode("utf-8", "replace"))
        self._must(path.is_file() and path.with_suffix(".keys").is_file(), "no file was made")

    def _must_open_with(self, folder: str) -> None:
        """What the Explorer calls for a data file, to the letter: blanks need every quote."""
        kind = self._value(r"HKCU\Software\Classes\.sozdesk")
        command = self._value(rf"HKCU\Software\Classes\{kind}\shell\open\command")
        wanted = rf'"{folder}\sozdesk.exe" "%1"'
        self._must(command == wanted, f"data files open with {command}, not {wanted}")

    def _must_know_nothing(self, where: str, start_menu: Path) -> None:
        for key in (_UNINSTALL, r"Software\Classes\.sozdesk", r"Software\Classes\SozDesk.Datei"):
            self._must(not self._asks(rf"{where}\{key}"), f"still registered: {key}")
        self._must(not list(start_menu.rglob("SozDesk.lnk")), "still in the start menu")

    def _value(self, key: str, name: str = "") -> str:
        said = wine.run(
            self._prefix, ["reg", "query", key, *(["/v", name] if name else ["/ve"])]
        ).stdout.decode("utf-8", "replace")
        self._must("REG_SZ" in said, f"no value in {key}")
        return said.partition("REG_SZ")[2].strip()

    def _remove_by_registry(self, where: str, program: Path) -> None:
        """As Windows does it silently; the answer tells whether it worked."""
        command = self._value(rf"{where}\{_UNINSTALL}", "QuietUninstallString")
        _program, quote, options = command.removeprefix('"').partition('" ')
        self._must(bool(quote), f"not quoted: {command}")
        silent, _blank, folder = options.partition(" ")
        done = wine.run(self._prefix, [program / "deinstallieren.exe", silent, folder])
        self._expect(done.returncode, 0)
        _wait(lambda: not program.exists(), "the uninstaller is left")

    def _remove(self, program: Path, *options: str) -> None:
        """The uninstaller copies itself away and answers at once: wait for what it does."""
        wine.run(self._prefix, [program / "deinstallieren.exe", "/S", *options])
        _wait(lambda: not (program / "deinstallieren.exe").exists(), "nothing was removed")
        time.sleep(2)

    def _compare(self, program: Path) -> None:
        found = _hashes(program)
        found.pop("deinstallieren.exe", None)
        self._must(found == _hashes(self._built), "other files than were packed")

    def _registered(self, where: str) -> bool:
        return self._asks(f"{where}\\{_UNINSTALL}")

    def _asks(self, key: str) -> bool:
        return wine.run(self._prefix, ["reg", "query", key]).returncode == 0

    def _expect(self, code: int, wanted: int) -> None:
        self._must(code == wanted, f"the installer answered {code}, not {wanted}")

    @staticmethod
    def _must(holds: bool, otherwise: str) -> None:
        if not holds:
            raise BuildFailed(otherwise)


# ------------------------------------------------------------------ small things


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): staged.sha256(path) for path in staged.files_of(folder)
    }


def _wait(holds: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise BuildFailed(otherwise)
        time.sleep(0.5)


@contextlib.contextmanager
def _small_disk(prefix: Path, megabytes: int) -> Iterator[Path]:
    """A disk of some megabytes, in memory, with a letter of its own; needs root."""
    place = wine.FOLDER / "small-disk"
    place.mkdir(exist_ok=True)
    letter = prefix / "dosdevices" / _DISK.lower()
    letter.symlink_to(place)
    steps.call(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place])
    try:
        yield place
    finally:
        steps.call(["umount", "-l", place])
        letter.unlink()


def _take_the_room(begun: Path, own: Path) -> None:
    """Once the installer has begun to unpack, somebody else fills the disk."""
    _wait(lambda: begun.is_dir() and staged.megabytes(begun) > 20, "nothing was unpacked")
    block = bytes(1_000_000)
    with own.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(block):
            pass


@contextlib.contextmanager
def _held(file: Path) -> Iterator[None]:
    """A file that cannot be moved, as if a virus scanner held it; needs root."""
    steps.call(["mount", "--bind", file, file])
    try:
        yield
    finally:
        steps.call(["umount", "-l", file])


def _hold_until(file: Path, ready: threading.Event, done: threading.Event) -> None:
    """Hold the file as soon as the installer has unpacked it."""
    end = time.monotonic() + _PATIENCE
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.002)
    with contextlib.suppress(BuildFailed), _held(file):
        ready.set()
        done.wait(_PATIENCE * 5)
