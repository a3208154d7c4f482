# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that look at one file at a time."""
import re

from sources import Finding

MAX_LINES = 300

# (file, what is found) -> why it may stand; one that is no longer needed is a finding itself.
EXEMPT = {
    ("engine/tasks/futurewait.h", "waitForFinished"): "called on a finished future, where it only throws what that holds",
}

EVERYWHERE = (
    ("string-connect", r"\b(SIGNAL|SLOT)\s*\(", "string-based connect: name the member functions instead"),
    ("forbidden-word", r"\batof\b", "atof() follows the locale and turns errors into 0: parse strictly"),
    ("forbidden-word", r"\bqDebug\s*\(", "qDebug(): remove it, or use a logging category"),
    ("forbidden-word", r"\bfriend\s+class\s+tst_\w*", "a test is no friend: test the public face"),
    ("forbidden-word", r"(?i)\b\w*emergency_?stop\w*", "that is the bench's hardware button: say stopAll"),
)

BLOCKING = (
    (r"(?:(?<=\.)|(?<=->))waitFor\w*(?=\s*\()", "blocks its thread: await instead"),
    (r"\bwaitFor(?:ReadyRead|BytesWritten|Connected|Disconnected|Started|Finished|Done)(?=\s*\()", "blocks its thread: await instead"),
    (r"\b(?:usleep|msleep|nanosleep|clock_nanosleep|sleep_for|sleep_until|qSleep)(?=\s*\()", "blocks its thread: co_await sleep(...)"),
    (r"\bQThread::sleep\b|(?<!\w)::sleep(?=\s*\()|\bsleep(?=\s*\(\s*\d+\s*\))", "blocks its thread: co_await sleep(...)"),
    (r"\bBlockingQueuedConnection\b", "blocks the sender's thread: use a queued connection"),
    (r"\bQtConcurrent::blocking\w+", "blocks its thread: use the form that returns a future"),
    (r"\bQProcess::execute\b", "blocks its thread: start the process and listen to finished"),
    (r"\bQEventLoop\b", "a nested event loop re-enters the program: await or listen to a signal"),
    (r"\bprocessEvents\b", "re-enters the program: return to the event loop instead"),
)

# Only windows have these; exec() of a database query or of the application is no nested loop.
NESTED_IN_WINDOWS = (
    (r"(?<!\bapplication)(?:\.|->)exec(?=\s*\()", "a nested event loop: open() the dialog, popup() the menu"),
    (r"\b(?:QDialog|QMenu|QMessageBox|QDrag|QFileDialog)::exec(?=\s*\()", "a nested event loop: open() or popup() it"),
    (r"\bQMessageBox::(?:about|aboutQt|critical|information|question|warning)(?=\s*\()", "a nested event loop: open() the box"),
    (r"\bQ(?:File|Input|Color|Font)Dialog::get\w+", "a nested event loop: open() the dialog"),
)

SPDX = ("SPDX-FileCopyrightText: Podium contributors", "SPDX-License-Identifier: GPL-3.0-or-later")


def _words(source, rule, pattern, advice):
    for line, match in source.search(pattern, source.code):
        yield Finding(source.path, line, rule, f"{match.group().strip()}: {advice}")


def _is_exempt(source, finding):
    return any(source.path == path and finding.text.startswith(word) for path, word in EXEMPT)


def forbidden_words(sources):
    for source in sources:
        if source.is_code:
            for rule, pattern, advice in EVERYWHERE:
                yield from _words(source, rule, pattern, advice)


def blocking_waits(sources):
    used = set()
    for source in sources:
        if not source.is_code or source.layer == "tests":
            continue
        patterns = BLOCKING + (NESTED_IN_WINDOWS if source.layer in ("ui", "app") else ())
        for pattern, advice in patterns:
            for finding in _words(source, "blocking", pattern, advice):
                if _is_exempt(source, finding):
                    used.add(source.path)
                else:
                    yield finding
    present = {source.path for source in sources}
    for path, word in EXEMPT:
        if path in present and path not in used:
            yield Finding(path, 1, "blocking", f"the exemption for {word} is not needed any more: remove it from textrules.py")


def file_lengths(sources):
    for source in sources:
        lines = source.raw.count(b"\n")
        if not source.is_data and lines > MAX_LINES:
            yield Finding(source.path, lines, "length", f"{lines} lines, at most {MAX_LINES}: split it by concept")


def licence_lines(sources):
    for source in sources:
        if not (source.is_code or source.is_script):
            continue
        head = source.text.splitlines()[:2]
        if head and head[0].startswith("#!"):
            head = source.text.splitlines()[1:3]
        if len(head) < 2 or any(tag not in line for tag, line in zip(SPDX, head)):
            yield Finding(source.path, 1, "spdx", "the first two lines must be the SPDX lines (see any other file)")


def pragma_once(sources):
    for source in sources:
        if source.suffix == ".h" and not re.search(r"^#pragma once$", source.code, re.MULTILINE):
            yield Finding(source.path, 1, "pragma-once", "a header needs #pragma once")
