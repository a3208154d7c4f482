#!/usr/bin/python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one fuzz target: first every seed of its corpus, then new inputs: run.py PROGRAM CORPUS RUNS [SEED].
With a seed the inputs are the same each time; without, it is drawn and printed. An input that fails is printed, with the way to run it again."""
import pathlib
import random
import subprocess
import sys
import tempfile


def fuzz(program, folder, found, *options):
    command = [program, *options, "-rss_limit_mb=1024", "-timeout=20", "-detect_leaks=0", "-verbosity=0", "-print_final_stats=1",
               f"-artifact_prefix={found}/"]
    print(" ".join(map(str, [*command, *folder])), flush=True)
    return subprocess.run([*command, *folder], check=False).returncode == 0


def main():
    program, corpus, runs = sys.argv[1:4]
    seed = sys.argv[4] if len(sys.argv) > 4 else str(random.randrange(1, 1 << 31))
    seeds = sorted(path for path in pathlib.Path(corpus).iterdir() if path.is_file())
    if not seeds:
        print(f"FAIL: no seeds in {corpus}")
        return 1
    print(f"seed {seed}, {len(seeds)} inputs in {corpus}", flush=True)
    with tempfile.TemporaryDirectory() as work:
        fresh, found = pathlib.Path(work, "fresh"), pathlib.Path(work, "found")
        fresh.mkdir()
        found.mkdir()
        if fuzz(program, seeds, found) and fuzz(program, [fresh, corpus], found, f"-runs={runs}", f"-seed={seed}"):
            return 0
        for path in found.iterdir():
            print(f"FAIL: keep this input, it fails:  printf %s {path.read_bytes().hex()} | xxd -r -p > input;  {program} input")
    return 1


sys.exit(main())
