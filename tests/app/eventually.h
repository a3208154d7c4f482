// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// Until it is true; much longer than it takes, for a busy machine is no reason to fail.
#define EVENTUALLY(expression) QVERIFY(QTest::qWaitFor([&] { return bool(expression); }, 20000))
#define EVENTUALLY_COMPARE(actual, expected) \
    do { \
        if (!QTest::qWaitFor([&] { return (actual) == (expected); }, 20000)) \
            QCOMPARE(actual, expected); \
    } while (false)
/// Keys were pressed, or a click was made.
#define DONE(act) QCOMPARE(act, QString())
