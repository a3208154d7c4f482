// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/allowedwarnings.h"
#include "tests/support/leftovers.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using PodiumTestApplication = QApplication;
#else
using PodiumTestApplication = QCoreApplication;
#endif

namespace podium::tests {

/// Runs the test functions of one class and returns the exit code of the program: 0 only if they passed and nothing was
/// left over or warned about.
template <typename TestClass>
int runTestProgram(int argc, char *argv[])
{
    failOnUnlistedWarnings();
    const QTemporaryDir runtime; // private by permission, as Qt asks of it
    if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        qputenv("XDG_RUNTIME_DIR", runtime.path().toLocal8Bit());
    const ThreadCensus census;
    int failures = 0;
    {
        PodiumTestApplication application(argc, argv);
        {
            TestClass test;
            QTest::qInit(&test, argc, argv);
            failTestsOnUnlistedWarnings();
            failures += QTest::qRun();
            QTest::qCleanup();
        }
        failures += leftovers();
    }
    failures += census.newcomers();
    failures += unlistedWarnings();
    return failures == 0 ? 0 : 1;
}

} // namespace podium::tests

/// The main of a test program: it fails on a Qt warning that tests/support/allowedwarnings.h does not list, on what
/// addLeftoverCheck finds, and on a thread that is left over.
#define PODIUM_TEST_MAIN(TestClass)                                                                                    \
    int main(int argc, char *argv[]) { return podium::tests::runTestProgram<TestClass>(argc, argv); }
