// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/presetdesk.h"

#include <QWheelEvent>

using namespace podium;
using namespace podium::tests;

/// Going to a named position.
class TstPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bar_data()
    {
        checkTable();
        presetDesk("Choosing shows where it would go and moves nothing; Go goes there", [](PresetDesk &desk) {
            desk.keep("load", "12350 um");
            QVERIFY(!desk.bar().goButton().isEnabled());
            desk.choose("load");
            desk.settle();
            QCOMPARE(desk.bar().preview(), QStringLiteral("\u2192 12.350 mm"));
            QVERIFY(desk.device().sent.isEmpty());
            QTest::mouseClick(&desk.bar().goButton(), Qt::LeftButton);
            desk.settle();
            QCOMPARE(desk.device().sent, QStringList{QStringLiteral("position 12.350 mm")});
            desk.finish();
            QCOMPARE(desk.device().here(), 12.35);
        });
        presetDesk("By keyboard: Down chooses, Enter goes, and holding Enter goes once", [](PresetDesk &desk) {
            desk.keep("a", "1 mm");
            desk.keep("b", "2 mm");
            desk.bar().choice().setFocus();
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Down);
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Down);
            QVERIFY(desk.device().sent.isEmpty());
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Return);
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), true);
            QCoreApplication::sendEvent(&desk.bar().choice(), &again);
            desk.settle();
            QCOMPARE(desk.device().sent, QStringList{QStringLiteral("position 2.000 mm")});
            QCOMPARE(desk.message(), QString());
            desk.finish();
        });
        presetDesk("Enter without a choice says what is missing", [](PresetDesk &desk) {
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Return);
            QVERIFY2(desk.message().contains(QStringLiteral("no presets")), qPrintable(desk.message()));
        });
        presetDesk("Apply is the Cancel of the motion to a preset", [](PresetDesk &desk) {
            desk.keep("far", "90 mm");
            desk.choose("far");
            desk.bar().goButton().click();
            desk.settle();
            QCOMPARE(desk.row->applyButton()->text(), QStringLiteral("Cancel"));
            QTest::mouseClick(desk.row->applyButton(), Qt::LeftButton);
            desk.finish();
            QCOMPARE(desk.device().sent.last(), QStringLiteral("stop"));
        });
        presetDesk("Beyond a limit it says so before, and is refused in the engine's words", [](PresetDesk &desk) {
            desk.keep("outside", "101 mm");
            desk.choose("outside");
            QVERIFY2(desk.bar().preview().contains(QStringLiteral("beyond a limit")), qPrintable(desk.bar().preview()));
            QTest::mouseClick(&desk.bar().goButton(), Qt::LeftButton);
            desk.finish();
            QVERIFY(desk.device().sent.isEmpty());
            const auto refused = desk.client->move(desk.at, quantity("101 mm"), MoveKind::Absolute);
            refused.finally(desk.row.get(), [](const TaskInfo &) {});
            desk.settle();
            QCOMPARE(desk.message(), refused.info().error);
        });
        presetDesk("The preview follows the soft limits", [](PresetDesk &desk) {
            desk.keep("high", "50 mm");
            desk.choose("high");
            desk.client->setSoftLimits(desk.at, {0.0, 20.0}).finally(desk.row.get(), [](const TaskInfo &) {});
            desk.settle();
            QVERIFY2(desk.bar().preview().contains(QStringLiteral("beyond a limit")), qPrintable(desk.bar().preview()));
        });
        presetDesk("One of another dimension is there, marked, and cannot be used", [](PresetDesk &desk) {
            desk.keep("volts", "5 V");
            QVERIFY(desk.bar().choice().itemText(0).startsWith(QStringLiteral("!! volts")));
            desk.choose("volts");
            QVERIFY(!desk.bar().goButton().isEnabled());
            QVERIFY2(desk.bar().goButton().accessibleDescription().contains(QStringLiteral("cannot be used here")),
                     qPrintable(desk.bar().goButton().accessibleDescription()));
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Return);
            desk.settle();
            QVERIFY(desk.device().sent.isEmpty());
            QVERIFY(desk.message().contains(QStringLiteral("cannot be used here")));
        });
        presetDesk("A lock is named, and one may wait for it", [](PresetDesk &desk) {
            desk.keep("near", "1 mm");
            desk.choose("near");
            const auto first = desk.client->as(QStringLiteral("console")).move(desk.at, quantity("10 mm"), MoveKind::Absolute);
            first.finally(desk.row.get(), [](const TaskInfo &) {});
            desk.settle();
            desk.bar().goButton().click();
            desk.settle();
            QVERIFY2(desk.message().contains(QStringLiteral("locked by task")), qPrintable(desk.message()));
            auto *wait = desk.offer(qPrintable(QStringLiteral("Wait (next after task %1)").arg(first.id())));
            QVERIFY(wait);
            QTest::mouseClick(wait, Qt::LeftButton);
            desk.finish();
            QVERIFY(first.info().succeeded());
            QCOMPARE(desk.device().here(), 1.0);
        });
        presetDesk("While it cannot move, Go says why, and presets can still be kept", [](PresetDesk &desk) {
            desk.keep("near", "1 mm");
            desk.choose("near");
            desk.row->setLatched(true);
            QVERIFY(!desk.bar().goButton().isEnabled());
            QVERIFY2(desk.bar().goButton().toolTip().contains(QStringLiteral("latched")), qPrintable(desk.bar().goButton().toolTip()));
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Return);
            QVERIFY(desk.device().sent.isEmpty());
            QVERIFY(desk.offers().first().startsWith(QStringLiteral("Keep the readback, 0.000 mm")));
        });
        presetDesk("The wheel chooses nothing", [](PresetDesk &desk) {
            desk.keep("a", "1 mm");
            desk.keep("b", "2 mm");
            desk.choose("a");
            desk.bar().choice().setFocus();
            const QPointF middle(desk.bar().choice().rect().center());
            QWheelEvent wheel(middle, desk.bar().choice().mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&desk.bar().choice(), &wheel);
            QCOMPARE(desk.bar().choice().currentIndex(), 0);
        });
        presetDesk("Tab reaches list, Go and menu in this order", [](PresetDesk &desk) {
            desk.keep("a", "1 mm");
            desk.choose("a");
            desk.bar().choice().setFocus();
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Tab);
            QVERIFY(desk.bar().goButton().hasFocus());
            QTest::keyClick(&desk.bar().goButton(), Qt::Key_Tab);
            QVERIFY(desk.bar().menuButton().hasFocus());
        });
        presetDesk("Two rows of one parameter show the same presets", [](PresetDesk &desk) {
            ui::ParameterRow other(*desk.views, *desk.client, desk.at, nullptr, &desk.store);
            desk.keep("a", "1 mm");
            QCOMPARE(other.presets()->choice().count(), 1);
        });
        presetDesk("A parameter that does not move has none", [](PresetDesk &desk) {
            const ui::ParameterRow other(*desk.views, *desk.client, UiBench::address("m.velocity"), nullptr, &desk.store);
            QVERIFY(!other.presets());
        });
    }
    void bar() { runCheck(); }
};

PODIUM_TEST_MAIN(TstPresets)
#include "tst_presets.moc"
