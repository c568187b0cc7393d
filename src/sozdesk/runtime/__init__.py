"""What works beside the window: the thread of the file, other work, where rubbish may be looked for."""

import linecache
import sys

from PySide6 import QtCore as QtCore  # loads the module that is looked up below


def _keep_no_sources() -> None:
    """Let PySide6 no longer read the source of every module that is imported after it.

    It looks whether the source names PySide6, for ``from __feature__ import …`` alone, which nothing
    here uses; all the lines stayed in ``linecache``, 26 MB with the area «Fälle». What was read
    before this module goes, too.
    """
    feature = sys.modules.get("PySide6.support.feature")
    if feature is not None:
        vars(feature)["feature_imported"] = lambda _module: None
    linecache.clearcache()


_keep_no_sources()
