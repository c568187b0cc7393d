"""``python3 dev.py build``: the program as a folder, as archives, and on Windows as an installer.

Builds for the machine it runs on and lets the result test itself; ``--windows`` builds and proves
the Windows program on Debian (see ``windows_build.py``). The files lie in ``build/release``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import sysconfig
from pathlib import Path

import staged
import steps
from steps import RELEASE, WORK, call, timed
from trouble import BuildFailed

_LIBRARIES_OF_THE_SYSTEM = (
    "libGL.so.1",
    "libEGL.so.1",
    "libGLX.so.0",
    "libGLdispatch.so.0",
    "libxcb.so.1",
)
"""Qt is linked to them, PyInstaller leaves them out, and a bare Debian has none.

PyInstaller fears drivers of graphics cards that do not fit them; ours draws without any
(``trim.py`` leaves out what would load one)."""


def main() -> int:
    """Build what the command line asks for."""
    options = _arguments()
    RELEASE.mkdir(parents=True, exist_ok=True)
    try:
        if options.windows:
            import windows_build  # noqa: PLC0415 - only Debian has what it needs

            windows_build.build_and_prove(options.python, options.python_sha256)
        else:
            build_here(quick=options.quick)
    except BuildFailed as failure:
        print(f"\nFAILED: {failure}", file=sys.stderr)
        return 1
    print_release()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the folder and its self-test only")
    parser.add_argument("--windows", action="store_true", help="the Windows program, under Wine")
    parser.add_argument(
        "--python", type=Path, metavar="ZIP", help="embeddable CPython for --windows (a release)"
    )
    parser.add_argument("--python-sha256", metavar="HASH", help="its checksum, from python.org")
    options = parser.parse_args()
    if bool(options.python) != bool(options.python_sha256):
        parser.error("--python and --python-sha256 belong together")
    return options


def build_here(*, quick: bool = False) -> None:
    """For this machine: folder, self-test, archives; the installer, or at least its script."""
    folder = WORK / "here"
    built = folder / "dist" / "SozDesk"
    with timed("PyInstaller"):
        environment = {**os.environ, "SOZDESK_BUILT": str(steps.write_day(folder))}
        command = [sys.executable, "-m", "PyInstaller", *steps.spec_options(folder)]
        call(command, environment=environment)
    python_licence = Path(sysconfig.get_paths()["stdlib"], "LICENSE.txt")
    if sys.platform == "win32":
        python_licence = Path(sys.base_prefix, "LICENSE.txt")
    staged.add_licences(built, Path(sysconfig.get_paths()["purelib"]), python_licence)
    if sys.platform == "linux":
        add_libraries_of_the_system(built / "_internal")
    print(f"   folder: {staged.megabytes(built):.0f} MB")
    test_it(built)
    if not quick:
        make_files(built)


def add_libraries_of_the_system(libraries: Path) -> None:
    """Beside the other libraries, where the loader looks."""
    for name in _LIBRARIES_OF_THE_SYSTEM:
        found = [Path(place, name) for place in _library_folders() if Path(place, name).exists()]
        if not found:
            raise BuildFailed(f"{name} is missing (dev.py installs it on Debian)")
        shutil.copy2(found[0].resolve(), libraries / name)


def _library_folders() -> tuple[str, ...]:
    return ("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib/x86_64-linux-gnu")


def test_it(built: Path) -> None:
    """The console program, in a folder with an umlaut and a blank."""
    ending = ".exe" if sys.platform == "win32" else ""
    with timed("self-test of the built program"):
        program = built / f"sozdesk-cli{ending}"
        print(f"   {steps.self_test(program, WORK / 'Prüfung der Dateien')}")


def make_files(built: Path) -> None:
    """Archives, installer, checksums."""
    name = steps.release_name()
    if sys.platform == "win32":
        steps.make_windows_files(built)
    else:
        steps.empty_release("linux")
        with timed("archives"):
            staged.write_tar(built, RELEASE / f"{name}-linux-x64.tar.gz")
            staged.write_zip(built, RELEASE / f"{name}-linux-x64-portabel.zip")
        with timed("installer script against this folder"):
            probe = WORK / "installer-probe.exe"
            steps.compile_installer(built, probe, compressor="zlib")
            probe.unlink()
    staged.write_hashes(RELEASE)


def print_release() -> None:
    """What lies in the folder, with sizes."""
    print(f"\n{RELEASE.relative_to(staged.ROOT)}:")
    for path in sorted(RELEASE.iterdir()):
        print(f"  {staged.megabytes(path):7.1f} MB  {path.name}")


if __name__ == "__main__":
    sys.exit(main())
