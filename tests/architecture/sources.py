# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a source tree, and C++ text with its comments and literals blanked out."""
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LAYERS = ("engine", "devices", "ui", "app")
TOP_FOLDERS = LAYERS + ("tests", "cmake", "resources", "translations", ".ci")
CODE_SUFFIXES = {".h", ".cpp"}
DATA_SUFFIXES = {".toml", ".svg", ".ts", ".md", ".json", ".csv", ".txt", ".desktop", ".xml", ".qrc", ".png", ".supp"}

_TOKEN = re.compile(
    r"""
      (?P<number>\b\d[\w'.]*)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")
    | (?P<literal>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.text}"


def _blank(text, kinds):
    def spaces(match):
        if match.lastgroup is None or not any(match.group(kind) for kind in kinds):
            return match.group()
        return re.sub(r"[^\n]", " ", match.group())

    return _TOKEN.sub(spaces, text)


@dataclass(frozen=True)
class Source:
    """One file; its path is relative to the root, with forward slashes."""

    path: str
    raw: bytes

    @cached_property
    def text(self):
        return self.raw.decode("utf-8", errors="replace")

    @cached_property
    def without_comments(self):
        return _blank(self.text, ("comment",))

    @cached_property
    def code(self):
        return _blank(self.text, ("comment", "raw", "literal"))

    @property
    def parts(self):
        return self.path.split("/")

    @property
    def layer(self):
        return self.parts[0]

    @property
    def suffix(self):
        return Path(self.path).suffix

    @property
    def is_code(self):
        return self.suffix in CODE_SUFFIXES

    @property
    def is_script(self):
        name = self.parts[-1]
        return name == "CMakeLists.txt" or self.suffix in {".cmake", ".py", ".sh"} or self.raw.startswith(b"#!")

    @property
    def is_data(self):
        return not self.is_script and (self.suffix in DATA_SUFFIXES or self.layer == "translations")

    def search(self, pattern, text):
        """Yields (line, match) for each match of the pattern in one of this file's texts."""
        for match in re.finditer(pattern, text, re.MULTILINE):
            yield text.count("\n", 0, match.start()) + 1, match


def read_tree(root):
    """Returns the sources below root in a fixed order; build folders and the version control are left out."""
    found = []
    for top in TOP_FOLDERS:
        for folder, names, files in os.walk(Path(root) / top):
            names[:] = sorted(name for name in names if name not in {"build", "__pycache__"})
            for name in sorted(files):
                path = Path(folder) / name
                if path.suffix != ".pyc":
                    found.append(Source(path.relative_to(root).as_posix(), path.read_bytes()))
    for path in sorted(Path(root).glob("*.txt")):
        found.append(Source(path.name, path.read_bytes()))
    return found
