// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace podium::tests
{
/// Waits until it holds, much longer than it takes, for a busy machine is no reason to fail. Not once the test has failed.
template <typename Condition>
bool eventually(Condition holds)
{
    return QTest::qWaitFor([&] { return QTest::currentTestFailed() || bool(holds()); }, 20000) && !QTest::currentTestFailed();
}
} // namespace podium::tests

// Each of these returns at once when the test has failed, also in a function that was called: nothing waits after that.

/// Until it is true.
#define EVENTUALLY(expression) \
    do { \
        if (!QTest::currentTestFailed()) \
            QTest::qVerify(podium::tests::eventually([&] { return bool(expression); }), #expression, "", __FILE__, __LINE__); \
        if (QTest::currentTestFailed()) \
            return; \
    } while (false)
#define EVENTUALLY_COMPARE(actual, expected) \
    do { \
        if (!podium::tests::eventually([&] { return (actual) == (expected); }) && !QTest::currentTestFailed()) \
            QCOMPARE(actual, expected); \
        if (QTest::currentTestFailed()) \
            return; \
    } while (false)
/// Keys were pressed, or a click was made.
#define DONE(act) \
    do { \
        if (QTest::currentTestFailed()) \
            return; \
        QCOMPARE(act, QString()); \
    } while (false)
