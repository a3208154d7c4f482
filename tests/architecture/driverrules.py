# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every driver in the catalogue has its row in the driver contract test."""
import re

from sources import Finding

CATALOGUE = "app/drivercatalog.cpp"
CONTRACT = r"tests/devices/tst_drivercontract\w*\.cpp"

# The catalogue includes the header of each driver; the name stands in the driver() function beside it.
_HEADER = r'^[ \t]*#[ \t]*include[ \t]*"(devices/(\w+)/\w+)\.h"'
_NAME = r'::driver\(\)\s*\{[^}]*?\bname\s*=\s*(?:QStringLiteral\(|QLatin1String\(|u)"([^"\n]+)"'
_ROW = r'\b(?:newRow|addRow)\s*\(\s*"((?:\\.|[^"\\\n])*)"'


def _has_row(name, rows):
    return any(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", row) for row in rows)


def driver_rows(sources):
    by_path = {source.path: source for source in sources}
    catalogue = by_path.get(CATALOGUE)
    if catalogue is None:
        return
    tests = [source for source in sources if re.fullmatch(CONTRACT, source.path)]
    rows = [match.group(1) for source in tests for _, match in source.search(_ROW, source.without_comments)]
    for line, match in catalogue.search(_HEADER, catalogue.without_comments):
        if match.group(2) in ("links", "families"):
            continue
        source = by_path.get(match.group(1) + ".cpp")
        names = re.findall(_NAME, source.without_comments) if source else []
        if not names:
            text = f"{match.group(1)}.cpp has no driver() that sets a name: give it one, or do not list it"
            yield Finding(catalogue.path, line, "driver-row", text)
        for name in names:
            if not _has_row(name, rows):
                text = f"driver {name} has no row in tests/devices/tst_drivercontract*.cpp: add one whose name contains {name}"
                yield Finding(catalogue.path, line, "driver-row", text)
