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

constexpr int wheelUp = 4;
constexpr int wheelDown = 5;

/// Sends a setpoint of x, and expects that to be the first thing that was sent since the mark. The server delivers keys and
/// clicks in order, so nothing that was pressed before can still be on its way.
void expectFirst(OperatedRack &rack, const QString &text, const QByteArray &message)
{
    EVENTUALLY(rack.types(x, text));
    DONE(rack.podium().press({enter}));
    EVENTUALLY(!rack.received().isEmpty());
    QCOMPARE(rack.received(), QList<QByteArray>{message});
}

/// The field of x is there, without the keyboard.
bool isLeft(OperatedRack &rack)
{
    const auto known = rack.field(x);
    return known.exists() && !known.focused;
}
} // namespace

/// Rules 5, 6 and 9: edits belong to the operator, no number changes in silence, and what is disabled says why.
class TestOperatorEdits : public OperatorTest
{
    Q_OBJECT

private Q_SLOTS:
    void edits_data()
    {
        checkTable();
        row("Leaving by Tab or by a click, Esc, and the wheel send nothing; Enter sends once", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            EVENTUALLY(rack.types(x, QStringLiteral("7 mm")));
            DONE(podium.press({QStringLiteral("Tab")}));
            EVENTUALLY(isLeft(rack));
            EVENTUALLY_COMPARE(rack.field(x).value, QString()); // there was no setpoint yet
            EVENTUALLY(rack.types(x, QStringLiteral("8 mm")));
            DONE(podium.press({QStringLiteral("Escape")}));
            EVENTUALLY_COMPARE(rack.field(x).value, QString());
            EVENTUALLY(rack.types(x, QStringLiteral("9 mm")));
            DONE(podium.click(rack.field(y)));
            EVENTUALLY(rack.field(y).focused);
            EVENTUALLY_COMPARE(rack.field(x).value, QString());
            EVENTUALLY(rack.types(x, QStringLiteral("2 mm")));
            DONE(podium.click(rack.field(x), wheelUp));
            DONE(podium.click(rack.field(x), wheelDown));
            DONE(podium.click(podium.see(QStringLiteral("Step"), panelOf(x)), wheelDown));
            expectFirst(rack, QStringLiteral("3 mm"), "MOV x 3");
        });
        row("What is typed stays while the readback and the setpoint change", [](OperatedRack &rack) {
            rack.startMotion(x);
            EVENTUALLY(rack.types(x, QStringLiteral("0.5")));
            const auto shown = [&rack] { return rack.podium().see(QStringLiteral("Position readback"), panelOf(x)).value; };
            const auto before = shown();
            QVERIFY2(before.endsWith(QStringLiteral(" mm")), qPrintable(before));
            EVENTUALLY(shown() != before && shown().endsWith(QStringLiteral(" mm")));
            QCOMPARE(rack.field(x).value, QStringLiteral("0.5"));
            QVERIFY(rack.field(x).focused);
        });
        row("What is out of range, or of another kind, is refused in place and not sent", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            EVENTUALLY(rack.types(x, QStringLiteral("30 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY(podium.seeText(QStringLiteral("25.000 mm"), panelOf(x)).exists());
            QCOMPARE(rack.field(x).value, QStringLiteral("30 mm"));
            EVENTUALLY(rack.types(x, QStringLiteral("3 s")));
            DONE(podium.press({enter}));
            EVENTUALLY(podium.seeText(QStringLiteral("!!"), panelOf(x)).exists());
            expectFirst(rack, QStringLiteral("2 mm"), "MOV x 2");
        });
        row("A conversion is shown before it is sent", [](OperatedRack &rack) {
            EVENTUALLY(rack.types(x, QStringLiteral("2500 um")));
            EVENTUALLY(rack.podium().seeText(QStringLiteral("2500 um = 2.5 mm"), panelOf(x)).exists());
            QCOMPARE(rack.received(), QList<QByteArray>());
            expectFirst(rack, QStringLiteral("2500 um"), "MOV x 2.5");
        });
    }
    void edits() { runCheck(); }

    void explained_data()
    {
        checkTable();
        row("Every disabled button of the window says why", [](OperatedRack &rack) {
            int disabled = 0;
            for (const auto &part : rack.podium().all({}))
                if (part.isButton && !part.enabled) {
                    ++disabled;
                    QVERIFY2(!part.description.isEmpty(), qPrintable(part.name));
                }
            QVERIFY(disabled > 5);
        });
        row("What a lock refuses names the holder, and can wait for it", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            EVENTUALLY(podium.seeText(QStringLiteral("locked by task"), panelOf(x)).exists());
            rack.mark();
            EVENTUALLY(rack.types(x, QStringLiteral("1 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY(podium.seeText(QStringLiteral("Wait (next after task"), panelOf(x)).inView);
            QCOMPARE(rack.received(), QList<QByteArray>());
            DONE(podium.click(podium.seeText(QStringLiteral("Wait (next after task"), panelOf(x))));
            EVENTUALLY(podium.seeTask(QStringLiteral("move stage/x.position to 1 mm"), QStringLiteral("waiting")).exists());
            rack.mark();
            SimClient(rack.port()).ask("STOP x;STAT? x"); // the first motion ends
            EVENTUALLY(rack.received().contains("MOV x 1"));
        });
    }
    void explained() { runCheck(); }
};

PODIUM_TEST_MAIN(TestOperatorEdits)
#include "tst_operator_edits.moc"
