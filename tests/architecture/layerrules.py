# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about who may include whom."""
from sources import LAYERS, Finding

LAYER_MAY_USE = {
    "engine": {"engine"},
    "devices": {"engine", "devices"},
    "ui": {"engine", "ui"},
    "app": set(LAYERS),
    "tests": set(LAYERS) | {"tests"},
}

_MODEL = {"tasks", "locks", "model"}
_CLIENT = _MODEL | {"dispatch", "stop", "client"}
_BUS = {"links", "families"}
_FILE = _BUS | {"instrument"}

# Which sub-folders a sub-folder may include besides itself.
FOLDER_MAY_USE = {
    "engine": {
        "tasks": set(),
        "locks": {"tasks"},
        "model": {"tasks", "locks"},
        "dispatch": _MODEL,
        "stop": _MODEL,
        "client": _CLIENT,
        "scans": _CLIENT,
        "record": _MODEL | {"dispatch", "stop"},
        "console": _CLIENT | {"scans", "record"},
    },
    "devices": {
        "links": set(),
        "families": set(),
        "instrument": _BUS,
        "scpi": _FILE,
        "sim": _BUS,
        "modbus": _FILE,
        "indi": _BUS,
        "vxi11": _BUS,
        "tango": _BUS,
        "epics": _BUS,
    },
}

_INCLUDE = r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]'


def _includes(sources):
    for source in sources:
        if source.is_code and source.layer in LAYER_MAY_USE:
            for line, match in source.search(_INCLUDE, source.without_comments):
                yield source, line, match.group(1) == '"', match.group(2)


def include_forms(sources):
    for source, line, quoted, target in _includes(sources):
        if ".." in target.split("/"):
            yield Finding(source.path, line, "include-up", f'"{target}": include from the root, "engine/tasks/error.h"')
        elif target.startswith("Qt") and "/" in target:
            yield Finding(source.path, line, "include-qt", f"<{target}>: write <{target.split('/')[-1]}>")
        elif quoted and target.split("/")[0] not in LAYER_MAY_USE and not target.endswith(".moc"):
            yield Finding(source.path, line, "include-root", f'"{target}": quoted includes start at the root of a layer')


def layer_edges(sources):
    for source, line, _, target in _includes(sources):
        other = target.split("/")[0]
        if other in LAYER_MAY_USE and other not in LAYER_MAY_USE[source.layer]:
            allowed = ", ".join(sorted(LAYER_MAY_USE[source.layer]))
            yield Finding(source.path, line, "layer", f"{source.layer} must not include {target}; it may use: {allowed}")


def folder_edges(sources):
    for source, line, _, target in _includes(sources):
        table = FOLDER_MAY_USE.get(source.layer)
        if table is None or not target.startswith(source.layer + "/"):
            continue
        mine, other = source.parts[1], target.split("/")[1]
        if other != mine and other not in table.get(mine, set()):
            allowed = ", ".join(sorted(table.get(mine, set()))) or "nothing but itself"
            yield Finding(source.path, line, "folder", f"{source.layer}/{mine} must not include {target}; it may use: {allowed}")


def known_folders(sources):
    for source in sources:
        table = FOLDER_MAY_USE.get(source.layer)
        if table is None or not source.is_code:
            continue
        if len(source.parts) < 3 or source.parts[1] not in table:
            folders = ", ".join(table)
            yield Finding(source.path, 1, "folder", f"{source.layer} has these sub-folders: {folders}; give a new one its edges here")
