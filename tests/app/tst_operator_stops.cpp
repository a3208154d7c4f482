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
const auto stopKey = QStringLiteral("shift+Escape");
const auto cancelKey = QStringLiteral("ctrl+period");

bool isStopped(OperatedRack &rack)
{
    return rack.podium().see(QStringLiteral("State of STOP ALL: Stopped (latched)")).exists() && !rack.isMoving("x")
        && !rack.isMoving("y");
}

/// A press that belongs to no press before: Shift alone, which stops nothing, gives it the time.
QString pressLater(OperatedRack &rack)
{
    return rack.podium().press({QStringLiteral("--delay"), QStringLiteral("400"), QStringLiteral("Shift_L"), stopKey});
}

/// Ctrl+Shift+K twice, as a person does; true once it is reset. To be tried until it is: the two are worth nothing when a busy
/// machine keeps them apart for longer than the window waits.
bool resets(OperatedRack &rack)
{
    const auto isReady = [&rack] { return rack.podium().see(QStringLiteral("State of STOP ALL: Ready")).exists(); };
    const auto key = QStringLiteral("ctrl+shift+k");
    return isReady() || (rack.podium().press({QStringLiteral("--delay"), QStringLiteral("150"), key, key}).isEmpty() && QTest::qWaitFor(isReady, 3500));
}

/// The key has stopped both axes, once each, and nothing else was sent.
void expectStop(OperatedRack &rack)
{
    EVENTUALLY_COMPARE(rack.received().size(), 2);
    EVENTUALLY(isStopped(rack));
    auto received = rack.received();
    std::sort(received.begin(), received.end());
    QCOMPARE(received, QList<QByteArray>({"STOP x", "STOP y"}));
}
} // namespace

/// Rules 1 to 4: STOP ALL and Cancel, by keys and clicks, judged by what the controller received.
class TestOperatorStops : public OperatorTest
{
    Q_OBJECT

private Q_SLOTS:
    void stopAll_data()
    {
        checkTable();
        row("Shift+Esc stops while somebody types, and what was typed stays", [](OperatedRack &rack) {
            rack.startMotion(x);
            EVENTUALLY(rack.types(y, QStringLiteral("12")));
            rack.mark();
            DONE(rack.podium().press({stopKey}));
            expectStop(rack);
            QCOMPARE(rack.field(y).value, QStringLiteral("12"));
        });
        row("Shift+Esc stops while a menu is open", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.mark();
            DONE(rack.podium().press({QStringLiteral("alt+d")}));
            EVENTUALLY(rack.podium().hasPopup());
            DONE(rack.podium().press({stopKey}));
            expectStop(rack);
        });
        row("Shift+Esc stops while the list of a combo box is open", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            rack.mark();
            DONE(podium.click(podium.see(QStringLiteral("setpoint"), panelOf(x)))); // where steps start from, told by its choice
            EVENTUALLY(podium.hasPopup());
            DONE(podium.press({stopKey}));
            expectStop(rack);
        });
        row("Shift+Esc stops in full screen, where STOP ALL is in view", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            rack.mark();
            const auto size = [&podium] { return podium.see(podium.activeWindow()).place.size(); };
            const QSize whole(1600, 1000); // of the desktop
            QVERIFY(size() != whole);
            DONE(podium.press({QStringLiteral("F11")}));
            EVENTUALLY_COMPARE(size(), whole);
            QVERIFY(podium.see(QStringLiteral("STOP ALL")).inView);
            DONE(podium.press({stopKey}));
            expectStop(rack);
        });
        row("Shift+Esc stops in a panel's own window, whose STOP button does, too", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            const auto own = QStringLiteral("Window of stage/x (stage/x)");
            rack.startMotion(x);
            rack.mark();
            DONE(podium.press({QStringLiteral("ctrl+shift+w")}));
            EVENTUALLY(podium.focus().within.contains(own));
            DONE(podium.press({stopKey}));
            expectStop(rack);
            rack.mark();
            DONE(podium.click(podium.see(QStringLiteral("STOP ALL"), own)));
            expectStop(rack);
        });
        row("Shift+Esc stops over a dialog, which stays", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.mark();
            DONE(rack.podium().press({QStringLiteral("F1")}));
            EVENTUALLY_COMPARE(rack.podium().activeWindow(), QStringLiteral("Keys"));
            DONE(rack.podium().press({stopKey}));
            expectStop(rack);
            QCOMPARE(rack.podium().activeWindow(), QStringLiteral("Keys"));
        });
        row("Shift+Esc stops in a floating dock, whose STOP button does, too", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            DONE(podium.click(podium.see(QStringLiteral("Float"), QStringLiteral("Tasks"))));
            EVENTUALLY_COMPARE(podium.all(QStringLiteral("STOP ALL")).size(), 2);
            rack.startMotion(x);
            rack.mark();
            DONE(podium.press({QStringLiteral("alt+3")}));
            EVENTUALLY_COMPARE(podium.activeWindow(), QStringLiteral("Tasks"));
            DONE(podium.press({stopKey}));
            expectStop(rack);
            rack.mark();
            DONE(podium.click(podium.see(QStringLiteral("STOP ALL"), QStringLiteral("Tasks"))));
            expectStop(rack);
        });
        row("A nervous double press is one stop, and a later press is one more", [](OperatedRack &rack) {
            rack.startMotion(x);
            for (int i = 0; i < 5; ++i) { // where a busy machine keeps the two apart they are two stops, rightly
                rack.mark();
                DONE(rack.podium().press({QStringLiteral("--delay"), QStringLiteral("400"), QStringLiteral("Shift_L")}));
                DONE(rack.podium().press({QStringLiteral("--delay"), QStringLiteral("80"), stopKey, stopKey}));
                EVENTUALLY(rack.received().size() >= 2 && isStopped(rack));
                if (rack.received().size() == 2)
                    break;
            }
            expectStop(rack);
            DONE(pressLater(rack));
            EVENTUALLY(rack.received().size() >= 4 && isStopped(rack));
            QCOMPARE(rack.received("STOP").size(), 4);
            QCOMPARE(rack.received().size(), 4);
        });
        row("A second press sends the fast stop to what the first has not stopped, and to nothing else", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.mark();
            DONE(rack.podium().press({stopKey}));
            EVENTUALLY(rack.podium().seeText(QStringLiteral("State of STOP ALL: Stopping 1 ")).exists()); // y stands
            QVERIFY(rack.isMoving("x"));
            QCOMPARE(rack.received("ABOR"), QList<QByteArray>());
            DONE(pressLater(rack));
            EVENTUALLY(isStopped(rack));
            QVERIFY(!rack.received("ABOR x").isEmpty());
            QCOMPARE(rack.received("ABOR y"), QList<QByteArray>());
        }, QStringLiteral("ignore-stop~STOP x"));
        row("The STOP ALL button acts when it is pressed", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.mark();
            DONE(rack.podium().click(rack.podium().see(QStringLiteral("STOP ALL"))));
            expectStop(rack);
        });
        row("After STOP ALL nothing starts until the reset, which starts nothing", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            DONE(podium.press({stopKey}));
            EVENTUALLY(isStopped(rack));
            rack.mark();
            DONE(podium.press({enter})); // still in the field of x
            EVENTUALLY(podium.seeText(QStringLiteral("STOP ALL is latched"), panelOf(x)).exists());
            DONE(podium.click(podium.see(QStringLiteral("Home"), panelOf(x))));
            EVENTUALLY(resets(rack));
            EVENTUALLY(rack.canSet(x));
            EVENTUALLY(rack.types(x, QStringLiteral("3 mm")));
            DONE(podium.press({enter}));
            EVENTUALLY_COMPARE(rack.received().size(), 1);
            QCOMPARE(rack.received(), QList<QByteArray>{"MOV x 3"});
        });
    }
    void stopAll() { runCheck(); }

    void cancel_data()
    {
        checkTable();
        row("Ctrl+. cancels one of two motions, Shift+Esc stops the other", [](OperatedRack &rack) {
            rack.startMotion(x);
            rack.startMotion(y);
            rack.mark();
            DONE(rack.podium().press({cancelKey}));
            EVENTUALLY(!rack.isMoving("y")); // the newer one
            EVENTUALLY(rack.podium().seeText(QStringLiteral("cancelled: by a person; stop confirmed"), QStringLiteral("Tasks")).exists());
            QVERIFY(rack.isMoving("x"));
            QCOMPARE(rack.received(), QList<QByteArray>{"STOP y"});
            rack.mark();
            DONE(rack.podium().press({stopKey}));
            expectStop(rack);
        });
        row("A cancel is Cancelling until the device stands still", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            rack.startMotion(x);
            rack.freezeInstrument();
            DONE(podium.press({cancelKey}));
            EVENTUALLY(podium.seeText(QStringLiteral("cancelling: stopping stage/x"), QStringLiteral("Tasks")).exists());
            QVERIFY(!podium.seeText(QStringLiteral("cancelled:"), QStringLiteral("Tasks")).exists());
            rack.thawInstrument();
            EVENTUALLY(podium.seeText(QStringLiteral("cancelled: by a person"), QStringLiteral("Tasks")).exists());
            EVENTUALLY(!rack.isMoving("x"));
        });
        row("The button that started a motion becomes its Cancel", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            EVENTUALLY(rack.types(x, QStringLiteral("20 mm")));
            EVENTUALLY(podium.see(QStringLiteral("Apply"), panelOf(x)).enabled);
            const auto apply = podium.see(QStringLiteral("Apply"), panelOf(x));
            DONE(podium.click(apply));
            EVENTUALLY(rack.isMoving("x"));
            EVENTUALLY_COMPARE(podium.see(QStringLiteral("Cancel Apply"), panelOf(x)).place, apply.place);
            DONE(podium.click(apply));
            EVENTUALLY(!rack.isMoving("x"));
            EVENTUALLY(podium.see(QStringLiteral("Apply"), panelOf(x)).exists());
            QCOMPARE(rack.received(), QList<QByteArray>({"MOV x 20", "STOP x"}));
        });
        row("A double click on Apply never starts a second motion", [](OperatedRack &rack) {
            auto &podium = rack.podium();
            EVENTUALLY(rack.types(x, QStringLiteral("20 mm")));
            EVENTUALLY(podium.see(QStringLiteral("Apply"), panelOf(x)).enabled);
            DONE(podium.click(podium.see(QStringLiteral("Apply"), panelOf(x)), 1, 2));
            EVENTUALLY(podium.seeText(QStringLiteral("cancelled: by a person"), QStringLiteral("Tasks")).exists());
            EVENTUALLY(!rack.isMoving("x"));
            EVENTUALLY(rack.types(x, QStringLiteral("3 mm"))); // whatever the clicks did comes before what this does
            DONE(podium.press({enter}));
            EVENTUALLY(!rack.received("MOV x 3").isEmpty());
            QVERIFY(rack.received("MOV x 20").size() <= 1);
            QVERIFY(rack.received("MOV").constLast() == "MOV x 3");
        });
    }
    void cancel() { runCheck(); }
};

PODIUM_TEST_MAIN(TestOperatorStops)
#include "tst_operator_stops.moc"
