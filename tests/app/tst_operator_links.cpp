// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatortest.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
const auto x = QStringLiteral("stage/x");
const auto y = QStringLiteral("stage/y");
const auto enter = QStringLiteral("Return");

QString shown(OperatedRack &rack) { return rack.podium().see(QStringLiteral("Position readback"), panelOf(x)).value; }
} // namespace

/// Rules 7, 8 and 10: what an instrument that fails looks like, and what is sent to one that comes back.
class TestOperatorLinks : public OperatorTest
{
    Q_OBJECT

private Q_SLOTS:
    void links_data()
    {
        checkTable();
        row("A value whose instrument has gone silent is told as old, with its last number", [](OperatedRack &rack) {
            EVENTUALLY_COMPARE(shown(rack), QStringLiteral("0.000 mm"));
            rack.freezeInstrument();
            EVENTUALLY(shown(rack).contains(QStringLiteral(" 0.000 mm"))); // a mark before it
            rack.thawInstrument();
            EVENTUALLY_COMPARE(shown(rack), QStringLiteral("0.000 mm"));
        });
        row("A lost instrument takes no commands and says why; typed text is kept, and sent to nobody", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            EVENTUALLY(rack.types(x, QStringLiteral("0.2 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY(podium.seeTask(QStringLiteral("move stage/x.position to 0.2 mm"), QStringLiteral("done")).exists());
            EVENTUALLY(rack.types(y, QStringLiteral("7 mm")));
            rack.killInstrument();
            EVENTUALLY(rack.isClosed(x) && rack.isClosed(y));
            QVERIFY(rack.field(y).description.contains(QStringLiteral("stage/y is not connected")));
            const auto home = podium.see(QStringLiteral("Home"), panelOf(x));
            QVERIFY(home.exists() && !home.enabled);
            QVERIFY(home.description.contains(QStringLiteral("stage/x is not connected")));
            QVERIFY2(shown(rack).contains(QStringLiteral(" 0.200 mm")), qPrintable(shown(rack))); // a mark before it
            QCOMPARE(rack.field(y).value, QStringLiteral("7 mm"));
            DONE(podium.press({enter})); // in the field of y
            EVENTUALLY(podium.seeText(QStringLiteral("!!"), panelOf(y)).exists());
            rack.startInstrument();
            EVENTUALLY(rack.canSet(x) && rack.canSet(y));
            EVENTUALLY_COMPARE(shown(rack), QStringLiteral("0.000 mm")); // it forgot where it was, and nobody drives it there
            QCOMPARE(rack.field(y).value, QStringLiteral("7 mm"));
            DONE(podium.press({enter}));
            EVENTUALLY(!rack.received("MOV").isEmpty());
            QCOMPARE(rack.received(), QList<QByteArray>{"MOV y 7"});
        });
        row("A task on a lost instrument fails fast and names it", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.killInstrument();
            EVENTUALLY(rack.podium().seeText(QStringLiteral("failed (disconnected)"), QStringLiteral("Tasks")).exists());
            const auto row = rack.podium().seeText(QStringLiteral("failed (disconnected)"), QStringLiteral("Tasks"));
            QVERIFY2(row.name.contains(x), qPrintable(row.name));
        });
        row("A fault that comes a hundred times is one row of the inbox, with its count", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            const auto times = [&rack] { return rack.received("VEL x 8").size(); };
            EVENTUALLY(rack.types(x, QStringLiteral("8 mm s-1"), QStringLiteral("Velocity"))); // more than the controller takes
            for (int i = 0; i < 400 && times() < 100; ++i) // Enter does nothing while the last one is on its way
                DONE(podium.press({enter}));
            QVERIFY(times() >= 100);
            DONE(podium.press({QStringLiteral("alt+6")}));
            EVENTUALLY(podium.see(QString::number(times()), QStringLiteral("Errors")).exists());
            const auto rows = podium.all(QStringLiteral("not acknowledged"), QStringLiteral("Errors"));
            QCOMPARE(rows.size(), 1);
            QCOMPARE(podium.all(x, QStringLiteral("Errors")).size(), 1);
            QVERIFY(podium.seeText(QStringLiteral("error -222"), panelOf(x)).exists()); // and in place
            QVERIFY(!podium.hasPopup());
            QVERIFY(podium.isReady()); // no box in the way
        });
    }
    void links() { runCheck(); }
};

PODIUM_TEST_MAIN(TestOperatorLinks)
#include "tst_operator_links.moc"
