// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatortest.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
const auto x = QStringLiteral("stage/x");
const auto question = QStringLiteral("Quit Podium");

/// As the window manager's button does.
void closeWindow(OperatedRack &rack) { DONE(rack.podium().press({QStringLiteral("alt+F4")})); }
} // namespace

/// Rule 12: the window closes only with a person's answer while something moves, and then what moves is stopped first.
class TestOperatorQuit : public OperatorTest
{
    Q_OBJECT

private Q_SLOTS:
    void quitting_data()
    {
        checkTable();
        row("Closing while something moves asks; Esc and a stray Enter mean to stay, and stop nothing", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            rack.mark();
            for (const auto *key : {"Escape", "Return"}) {
                closeWindow(rack);
                EVENTUALLY_COMPARE(podium.activeWindow(), question);
                DONE(podium.press({QString::fromLatin1(key)}));
                EVENTUALLY(podium.isReady());
            }
            QVERIFY(podium.isRunning());
            QVERIFY(rack.isMoving("x"));
            QCOMPARE(rack.received(), QList<QByteArray>());
        });
        row("Stop and quit stops on the wire, and then ends", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            rack.mark();
            closeWindow(rack);
            EVENTUALLY_COMPARE(podium.activeWindow(), question);
            for (int i = 0; i < 3 && podium.focus().name != QStringLiteral("Stop and quit"); ++i)
                DONE(podium.press({QStringLiteral("Tab")}));
            EVENTUALLY_COMPARE(podium.focus().name, QStringLiteral("Stop and quit"));
            DONE(podium.press({QStringLiteral("space")}));
            QCOMPARE(podium.waitForEnd(), 0);
            QCOMPARE(rack.received(), QList<QByteArray>{"STOP x"});
            QVERIFY(!rack.isMoving("x"));
        });
        row("Without a task it closes at once", [](OperatedRack &rack) {
            closeWindow(rack);
            QCOMPARE(rack.podium().waitForEnd(), 0);
            QCOMPARE(rack.received(), QList<QByteArray>());
        });
    }
    void quitting() { runCheck(); }
};

PODIUM_TEST_MAIN(TestOperatorQuit)
#include "tst_operator_quit.moc"
