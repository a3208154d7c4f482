#!/usr/bin/env python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tidy.py BUILD JOBS [REGEX]: looks over the sources that BUILD compiles (or those whose path matches REGEX) with clang-tidy.

Most of clang-tidy's time goes into the headers of Qt, so sources with the same flags are looked over several at a time, as one
that includes them all. Sources that give something the same name do not go together; a compilation tells which. The compiler's
own warnings, which the build treats as errors, are left out, for shadows fall between such sources.
"""
import concurrent.futures
import itertools
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
ERROR = re.compile(r"^(/\S+?):\d+:\d+: (?:fatal )?error: ", re.MULTILINE)


class Source:
    """A source, and how it is compiled."""

    def __init__(self, entry):
        self.path = entry["file"]
        words = shlex.split(entry["command"])
        compiler = next(place for place, word in enumerate(words) if word.endswith("clang++-19"))
        words = [word for word in words[compiler + 1 : words.index("-o")] if not word.startswith("-DQT_TESTCASE_")]
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
    """Of the same flags, as many as go into one compilation."""
    result = []
    for _, same in itertools.groupby(everything, key=lambda source: source.flags):
        same = list(same)
        result += [same[at : at + GROUP] for at in range(0, len(same), GROUP)]
    return result


def arguments(group):
    return [*group[0].flags, *sorted({word for source in group for word in source.own}), "-w"]


def unit(group, folder):
    """One source that includes them all; each may have a main of its own."""
    lines = []
    for number, source in enumerate(group):
        lines += [f"#define main main_{number}", f'#include "{source.path}" // NOLINT', "#undef main"]
    path = pathlib.Path(folder) / "group.cpp"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def compatible(build, group, folder):
    """Those of the group that compile as one, and the others."""
    others = []
    while len(group) > 1:
        run = subprocess.run(["clang++-19", *arguments(group), "-fsyntax-only", "-ferror-limit=0", unit(group, folder)],
                             cwd=build, capture_output=True, text=True, check=False)
        wrong = set(ERROR.findall(run.stderr))
        if run.returncode == 0:
            break
        removed = [source for source in group if source.path in wrong] or group[len(group) // 2 :]
        if len(removed) == len(group):
            removed = group[1:]
        others += removed
        group = [source for source in group if source not in removed]
    return group, others


def look(build, group):
    """The findings in these sources as clang-tidy words them; empty if there are none."""
    found = ""
    with tempfile.TemporaryDirectory() as folder:
        while group:
            now, group = compatible(build, group, folder)
            path = now[0].path if len(now) == 1 else unit(now, folder)
            run = subprocess.run(
                ["clang-tidy-19", "-quiet", f"-config-file={ROOT}/.clang-tidy", f"-header-filter=^{ROOT}/({LAYERS})/|^{build}/roots/",
                 path, "--", *arguments(now)], cwd=build, capture_output=True, text=True, check=False)
            if run.returncode != 0:
                found += run.stdout or run.stderr or f"clang-tidy ended with {run.returncode} on {path}"
    return found


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    everything = groups(sources(build, re.compile(sys.argv[3] if len(sys.argv) > 3 else "")))
    if not everything:
        sys.exit(f"{build} compiles no source whose path matches '{sys.argv[3]}'.")
    print(f"{sum(map(len, everything))} sources in {len(everything)} groups", flush=True)
    findings = 0
    with concurrent.futures.ThreadPoolExecutor(int(sys.argv[2])) as pool:
        for number, text in enumerate(pool.map(lambda group: look(build, group), everything), 1):
            print(f"{number} of {len(everything)}", text, sep="\n" if text else "", flush=True)
            findings += bool(text)
    print(f"{findings} groups with findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
