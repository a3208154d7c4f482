#!/usr/bin/env python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py ROOT: looks for what the structure of Podium forbids; prints each finding and exits with 1 if there is one."""
import sys

import driverrules
import layerrules
import textrules
from sources import read_tree

RULES = (
    layerrules.include_forms,
    layerrules.layer_edges,
    layerrules.folder_edges,
    layerrules.known_folders,
    textrules.forbidden_words,
    textrules.blocking_waits,
    textrules.file_lengths,
    textrules.licence_lines,
    textrules.pragma_once,
    driverrules.driver_rows,
)


def check(root):
    """Returns the findings in the tree below root."""
    sources = read_tree(root)
    return [finding for rule in RULES for finding in rule(sources)]


def main(arguments):
    if len(arguments) != 2:
        print("usage: check.py ROOT", file=sys.stderr)
        return 2
    if not read_tree(arguments[1]):
        print(f"{arguments[1]} holds no sources: give the root of the source tree", file=sys.stderr)
        return 2
    findings = check(arguments[1])
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
