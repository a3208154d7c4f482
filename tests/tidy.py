#!/usr/bin/env python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tidy.py BUILD JOBS [REGEX]: looks over the sources that BUILD compiles (or those whose path matches REGEX) with clang-tidy.

Most of clang-tidy's time goes into the headers of Qt, so sources with the same flags are looked over several at a time, as one
that includes them all; the compiler's own warnings, which the build treats as errors, are left out, for shadows fall between
them. A group that does not compile as one (two of its files give something the same name) is halved.
"""
import concurrent.futures
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAYERS = "app|engine|devices|ui|tests"
GROUP = 10
OWN = re.compile(r"-DPODIUM_|-I.*(_autogen/|_moc$)")  # flags of one target that do not disturb another
DIAGNOSTIC = re.compile(r"^\S+:\d+:\d+: (warning|error): .*\[[\w.,-]+\]$", re.MULTILINE)


class Source:
    """A source, and how it is compiled."""

    def __init__(self, entry):
        self.path = entry["file"]
        words = shlex.split(entry["command"])
        words = [word for word in words[1 : words.index("-o")] if not word.startswith("-DQT_TESTCASE_")]
        self.own = [word for word in words if OWN.match(word)]
        self.flags = tuple(word for word in words if not OWN.match(word))


def sources(build, wanted):
    """Each source once: the library's own way to compile it, if a fuzzer has another."""
    entries = json.loads((build / "compile_commands.json").read_text())
    entries.sort(key=lambda entry: "/fuzz/CMakeFiles/" in entry["command"])
    inside = re.compile(rf"^{re.escape(str(ROOT))}/({LAYERS})/")
    found = {}
    for entry in entries:
        if inside.match(entry["file"]) and wanted.search(entry["file"]):
            found.setdefault(entry["file"], Source(entry))
    return sorted(found.values(), key=lambda source: (source.flags, source.path))


def groups(everything):
    result = []
    for source in everything:
        if result and len(result[-1]) < GROUP and result[-1][0].flags == source.flags:
            result[-1].append(source)
        else:
            result.append([source])
    return result


def unit(group, folder):
    """One source that includes them all; each may have a main of its own."""
    lines = []
    for number, source in enumerate(group):
        lines += [f"#define main main_{number}", f'#include "{source.path}" // NOLINT', "#undef main"]
    path = pathlib.Path(folder) / "group.cpp"
    path.write_text("\n".join(lines) + "\n")
    return path


def look(build, group):
    """The findings in these sources as clang-tidy words them; empty if there are none."""
    with tempfile.TemporaryDirectory() as folder:
        one = len(group) == 1
        path = group[0].path if one else unit(group, folder)
        own = sorted({word for source in group for word in source.own})
        seen = rf"^{ROOT}/({LAYERS})/|^{build}/roots/"
        run = subprocess.run(
            ["clang-tidy-19", "-quiet", f"-config-file={ROOT}/.clang-tidy", f"-header-filter={seen}", str(path), "--", *group[0].flags, *own, "-w"],
            cwd=build, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    if one:
        return run.stdout or run.stderr
    # What is found in a group is told as of its files, unless it comes of their being together.
    if "clang-diagnostic-error" in run.stdout or not DIAGNOSTIC.search(run.stdout):
        half = len(group) // 2
        return look(build, group[:half]) + look(build, group[half:])
    return run.stdout


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    everything = groups(sources(build, re.compile(sys.argv[3] if len(sys.argv) > 3 else "")))
    print(f"{sum(map(len, everything))} sources in {len(everything)} groups", flush=True)
    told = set()
    with concurrent.futures.ThreadPoolExecutor(int(sys.argv[2])) as pool:
        for number, text in enumerate(pool.map(lambda group: look(build, group), everything), 1):
            if text and text not in told:
                told.add(text)
                print(text, flush=True)
            if sys.stdout.isatty():
                print(f"{number}/{len(everything)}", end="\r", flush=True)
    print(f"{len(told)} groups with findings")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
