// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatortest.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
const auto tab = QStringLiteral("Tab");
const auto enter = QStringLiteral("Return");

bool isIn(OperatedPodium &podium, const QString &part)
{
    const auto focus = podium.focus();
    return focus.inView && (focus.within.contains(part) || focus.name == part);
}

/// Presses the key until this part has the keyboard, waiting each time for the keyboard to move on.
bool pressUntil(OperatedPodium &podium, const QString &key, const QString &name, const QString &within, int atMost = 60)
{
    for (int i = 0; i < atMost; ++i) {
        const auto before = podium.focus();
        if (before.name == name && before.within.contains(within))
            return true;
        if (!podium.press({key}).isEmpty() || !QTest::qWaitFor([&] { return podium.focus().place != before.place; }, 10000))
            return false;
    }
    return false;
}
} // namespace

/// Everything by keyboard alone: no row of this test moves the mouse.
class TestOperatorKeyboard : public OperatorTest
{
    Q_OBJECT

private Q_SLOTS:
    void keyboard_data()
    {
        checkTable();
        row("From the tree to a motion, its cancel, its row, and the end", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            const auto panel = panelOf(QStringLiteral("stage/y"));
            DONE(podium.press({QStringLiteral("alt+1")}));
            EVENTUALLY(podium.focus().within.contains(QStringLiteral("Devices")));
            EVENTUALLY(podium.seeText(QStringLiteral("stage/x"), QStringLiteral("Devices")).exists());
            DONE(podium.type(QStringLiteral("stage/y"))); // into the filter
            EVENTUALLY(!podium.seeText(QStringLiteral("stage/x"), QStringLiteral("Devices")).exists());
            DONE(podium.press({QStringLiteral("Down"), QStringLiteral("Down")}));
            EVENTUALLY(podium.focus().value.startsWith(QStringLiteral("stage/y,")));
            DONE(podium.press({enter, QStringLiteral("alt+2")}));
            EVENTUALLY_COMPARE(podium.focus().name, QStringLiteral("Position setpoint"));
            QVERIFY(podium.focus().within.contains(panel));
            DONE(podium.type(QStringLiteral("20 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY_COMPARE(rack.received(), QList<QByteArray>{"MOV y 20"});
            const auto task = QStringLiteral("move stage/y.position to 20 mm");
            EVENTUALLY(podium.seeTask(task, QStringLiteral("running")).exists());
            DONE(podium.press({QStringLiteral("ctrl+period")}));
            EVENTUALLY_COMPARE(rack.received(), QList<QByteArray>({"MOV y 20", "STOP y"}));
            const auto state = QStringLiteral("cancelled: by a person; stop confirmed");
            EVENTUALLY(podium.seeTask(task, state).exists());
            const auto told = podium.seeTask(task, state).name;
            DONE(podium.press({QStringLiteral("alt+3"), QStringLiteral("Home")}));
            EVENTUALLY_COMPARE(podium.focus().value, told);
            QVERIFY(pressUntil(podium, QStringLiteral("shift+Tab"), QStringLiteral("Clear done"), QStringLiteral("Tasks")));
            DONE(podium.press({QStringLiteral("space")}));
            EVENTUALLY(!podium.seeTask(task, state).exists());
            DONE(podium.press({QStringLiteral("ctrl+q")}));
            QCOMPARE(podium.waitForEnd(), 0);
        });
        row("A motion by Tab from the panels, and the same field again by F6 and Shift+F6", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            const auto panel = panelOf(QStringLiteral("stage/x"));
            DONE(podium.press({QStringLiteral("alt+2")}));
            EVENTUALLY(isIn(podium, QStringLiteral("Device panels")));
            QVERIFY(pressUntil(podium, tab, QStringLiteral("Position setpoint"), panel));
            DONE(podium.press({QStringLiteral("F6")}));
            EVENTUALLY(podium.focus().within.contains(QStringLiteral("Tasks")));
            DONE(podium.press({QStringLiteral("shift+F6")}));
            EVENTUALLY_COMPARE(podium.focus().name, QStringLiteral("Position setpoint"));
            QVERIFY(podium.focus().within.contains(panel));
            DONE(podium.type(QStringLiteral("0.1 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY(podium.seeTask(QStringLiteral("move stage/x.position to 0.1 mm"), QStringLiteral("done")).exists());
            QCOMPARE(rack.received(), QList<QByteArray>{"MOV x 0.1"});
        });
        row("The menu key opens the menu of the device that has the keyboard", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            DONE(podium.press({QStringLiteral("alt+1"), QStringLiteral("Down"), QStringLiteral("End")}));
            EVENTUALLY(podium.focus().value.startsWith(QStringLiteral("stage/y,")));
            DONE(podium.press({QStringLiteral("Menu")}));
            EVENTUALLY(podium.hasPopup());
            const auto down = QStringLiteral("Down");
            DONE(podium.press({down, down, down, enter})); // after Open panel and Open in own window: Stop
            EVENTUALLY_COMPARE(rack.received(), QList<QByteArray>{"STOP y"});
        });
        row("F6 goes round through every part of the window", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            const QStringList parts{QStringLiteral("Devices"), QStringLiteral("Device panels"), QStringLiteral("Tasks"),
                                    QStringLiteral("Locks"), QStringLiteral("Log"), QStringLiteral("Errors"), QStringLiteral("Stops")};
            // not the toolbar: at rest nothing in it but STOP ALL takes keys, and nobody is brought there
            DONE(podium.press({QStringLiteral("alt+1")}));
            EVENTUALLY(isIn(podium, parts.constFirst()));
            for (qsizetype i = 1; i <= parts.size(); ++i) {
                DONE(podium.press({QStringLiteral("F6")}));
                EVENTUALLY(isIn(podium, parts[i % parts.size()]));
            }
        });
    }
    void keyboard() { runCheck(); }
};

PODIUM_TEST_MAIN(TestOperatorKeyboard)
#include "tst_operator_keyboard.moc"
