// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A test program whose functions all pass by themselves: run with the name of a fault, the harness must fail it.
// The fault is named by the environment variable PODIUM_FAULT.
#include "tests/support/testmain.h"

#include <QObject>

#include <future>
#include <thread>

namespace {

std::promise<void> s_never;

bool wants(const char *fault) { return qgetenv("PODIUM_FAULT") == fault; }

} // namespace

class Faulty : public QObject
{
    Q_OBJECT

public:
    Faulty()
    {
        if (wants("warning-before"))
            qWarning("planted before the test functions");
    }

    ~Faulty() override
    {
        if (wants("warning-after"))
            qWarning("planted after the test functions");
    }

private Q_SLOTS:
    void passes()
    {
        if (wants("warning"))
            qWarning("planted in a test function");
        if (wants("critical"))
            qCritical("planted in a test function");
        if (wants("warning-in-thread"))
            std::thread([] { qWarning("planted in another thread"); }).join();
        if (wants("leftover"))
            podium::tests::addLeftoverCheck([] { return QStringLiteral("a planted task"); });
        if (wants("thread"))
            std::thread([] { s_never.get_future().wait(); }).detach();
    }

    void expectedMessagesPass()
    {
        QTest::ignoreMessage(QtWarningMsg, "expected warning");
        qWarning("expected warning");
        QTest::ignoreMessage(QtWarningMsg, "expected critical");
        qCritical("expected critical");
        qWarning("%s", podium::tests::allowedWarnings.front().text);
    }

    void warningAfterAnExpectedOneOfTheSameText()
    {
        QTest::ignoreMessage(QtWarningMsg, "told twice");
        qWarning("told twice");
        if (wants("warning-twice"))
            qWarning("told twice");
    }
};

PODIUM_TEST_MAIN(Faulty)
#include "faulty.moc"
