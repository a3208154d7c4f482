// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace podium::tests {

/// A warning that a test may see without failing.
struct AllowedWarning
{
    const char *text;   ///< the exact text
    const char *reason; ///< why it is not ours to mend
};

/// The whole list: exact texts only, and never more than ten.
inline constexpr std::array allowedWarnings{
    AllowedWarning{"This plugin does not support raise()", "Qt's offscreen platform says it when a window is raised"},
    AllowedWarning{"This plugin does not support grabbing the keyboard",
                   "Qt's offscreen platform says it when a menu opens"},
    AllowedWarning{"This plugin does not support propagateSizeHints()",
                   "Qt's offscreen platform says it when a window is shown"},
};
static_assert(allowedWarnings.size() <= 10, "at most ten allowed warnings: mend the cause instead of growing the list");

/// From now on a warning or critical message that is not listed above fails the program.
/// Call it before the application object is made.
/// Thread: main thread; the messages may come from any thread.
void failOnUnlistedWarnings();

/// Between QTest::qInit and QTest::qCleanup an unlisted warning fails the running test function, unless
/// QTest::ignoreMessage expects it; a critical message reaches Qt Test as a warning, so it is expected as QtWarningMsg.
/// Call it right after QTest::qInit, which installs a handler of its own; QTest::qCleanup restores the one before.
/// Thread: main thread; the messages may come from any thread.
void failTestsOnUnlistedWarnings();

/// The unlisted warnings seen outside QTest::qInit and QTest::qCleanup.
/// Thread: any.
int unlistedWarnings();

} // namespace podium::tests
