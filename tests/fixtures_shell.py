"""The real main window, with makers that are fast and a clock that stands still."""

from __future__ import annotations

import shutil

import pytest
from shiboken6 import delete

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from sozdesk.app.office_file import new_file
from sozdesk.kernel.errors import Cancelled
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk, InlineDesk
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.files import Makers, sheet_of
from sozdesk.shell.window import Window

PERSON = "Monika Brodbeck"
SAMPLE_PASSWORD = "beispiel-passwort"


def create(command):
    """A new file as the program makes it, but with a fast key derivation."""
    made = new_file(
        command.path,
        office_kind=command.office_kind,
        office_name=command.office_name,
        person_name=command.person_name,
        password=command.password,
        municipalities=command.municipalities,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    return made.archive, sheet_of(made.archive, made.recovery)


def build_sample(path, *, office_kind="ksa", progress=lambda *_: None, cancelled=lambda: False):
    """An empty sample file of a kind of office, in two steps."""
    progress(1, 2)
    if cancelled():
        raise Cancelled
    made = new_file(
        path,
        office_kind=office_kind,
        municipalities=(2883, 2889) if office_kind == "service" else (),
        person_name=PERSON,
        password=SAMPLE_PASSWORD,
        sample_today=fixed_clock().date(),
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    progress(2, 2)
    return SAMPLE_PASSWORD


@pytest.fixture(scope="session")
def office_template(tmp_path_factory):
    """A KSA file of Monika Brodbeck's, made once; never open it, copy it."""
    path = tmp_path_factory.mktemp("ksa") / "ksa.sozdesk"
    made = new_file(
        path,
        office_kind="ksa",
        person_name=PERSON,
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    return path


@pytest.fixture
def office_path(office_template, tmp_path):
    """A copy of that file; :data:`PASSWORD` opens it."""
    folder = tmp_path / "ablage"
    folder.mkdir()
    for part in (office_template, office_template.with_suffix(".keys")):
        shutil.copyfile(part, folder / part.name)
    return folder / office_template.name


@pytest.fixture
def settings(private_profile, qapp):
    """Settings in a folder of the test, and their look."""
    made = Settings()
    look.apply(made)
    return made


def _window(desk, settings):
    """Deleted at once afterwards: without an event loop Qt would keep it until the last test."""
    window = Window(desk, settings, Makers(create=create, build_sample=build_sample))
    window.resize(1280, 800)
    window.show()
    yield window
    desk.stop()
    delete(window)


@pytest.fixture
def window(settings):
    """The main window over a desk that does everything at once."""
    yield from _window(InlineDesk(), settings)


@pytest.fixture
def real_window(settings):
    """The main window over the real desk with its thread."""
    yield from _window(Desk(), settings)
    worker.wait_for_all()


def unlock(window, path, password=PASSWORD):
    """Type the password as a person would."""
    window.show_unlock(path)
    page = window.centralWidget()
    page.password.set_value(password)
    page.open_button.click()


@pytest.fixture
def workspace(window, office_path):
    """The open KSA file, as the window shows it."""
    unlock(window, office_path)
    return window.centralWidget()
