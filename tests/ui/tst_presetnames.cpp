// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/presetdesk.h"

using namespace podium;
using namespace podium::tests;

/// Keeping a position under a name, renaming and deleting it.
class TstPresetNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bar_data()
    {
        checkTable();
        presetDesk("The present readback is kept under a typed name and is chosen then", [](PresetDesk &desk) {
            QVERIFY2(desk.offers()[1].startsWith(QStringLiteral("-Keep the setpoint (nothing was set")), qPrintable(desk.offers()[1]));
            desk.pick("Keep the readback");
            desk.typeName("sample 1");
            QCOMPARE(desk.store.presets(desk.at), (QList<Preset>{{QStringLiteral("sample 1"), quantity("0 mm")}}));
            QCOMPARE(desk.bar().preview(), QStringLiteral("\u2192 0.000 mm"));
            QVERIFY(!desk.bar().isNaming());
        });
        presetDesk("A second Enter after the name moves nothing", [](PresetDesk &desk) {
            desk.device().position().setReading(Quantity(7, desk.mm));
            desk.settle();
            desk.pick("Keep the readback");
            desk.typeName("sample 1");
            QTest::keyClick(desk.row->windowHandle(), Qt::Key_Return);
            desk.settle();
            QVERIFY(desk.bar().menuButton().hasFocus());
            QCOMPARE(desk.bar().choice().currentData().toString(), QStringLiteral("sample 1"));
            QVERIFY2(desk.device().sent.isEmpty(), qPrintable(desk.device().sent.join(u' ')));
        });
        presetDesk("What is kept is what the menu said, even if it moves meanwhile", [](PresetDesk &desk) {
            desk.pick("Keep the readback");
            desk.device().position().setReading(Quantity(7, desk.mm));
            desk.settle();
            desk.typeName("start");
            QCOMPARE(desk.store.presets(desk.at).first().value, quantity("0 mm"));
        });
        presetDesk("The setpoint can be kept as well", [](PresetDesk &desk) {
            desk.client->move(desk.at, quantity("2.5 mm"), MoveKind::Absolute).finally(desk.row.get(), [](const TaskInfo &) {});
            desk.settle();
            desk.pick("Keep the setpoint, 2.500 mm");
            desk.typeName("goal");
            QCOMPARE(desk.store.presets(desk.at).first().value, quantity("2.5 mm"));
        });
        presetDesk("A reading that is not valid cannot be kept", [](PresetDesk &desk) {
            desk.device().setState(DeviceState::Disconnected, QStringLiteral("cable out"));
            desk.settle();
            QVERIFY2(desk.offers().first().startsWith(QStringLiteral("-Keep the readback (there is no valid reading")), qPrintable(desk.offers().first()));
        });
        presetDesk("A name that is taken is refused in place, and can be corrected", [](PresetDesk &desk) {
            desk.keep("load", "1 mm");
            desk.pick("Keep the readback");
            desk.typeName("LOAD");
            QVERIFY2(desk.message().contains(QStringLiteral("choose another name")), qPrintable(desk.message()));
            QVERIFY(desk.bar().isNaming());
            desk.typeName("load 2");
            QCOMPARE(desk.names(), (QStringList{QStringLiteral("load"), QStringLiteral("load 2")}));
            QCOMPARE(desk.message(), QString());
        });
        presetDesk("Esc leaves everything as it is", [](PresetDesk &desk) {
            desk.pick("Keep the readback");
            QTest::keyClicks(&desk.bar().nameField(), QStringLiteral("x"));
            QTest::keyClick(&desk.bar().nameField(), Qt::Key_Escape);
            QVERIFY(desk.names().isEmpty());
            QVERIFY(!desk.bar().isNaming());
        });
        presetDesk("F2 renames the chosen one, which stays chosen", [](PresetDesk &desk) {
            desk.keep("a", "1 mm");
            desk.keep("b", "2 mm");
            desk.choose("a");
            QTest::keyClick(&desk.bar().choice(), Qt::Key_F2);
            QCOMPARE(desk.bar().nameField().text(), QStringLiteral("a"));
            desk.typeName("z");
            QCOMPARE(desk.names(), (QStringList{QStringLiteral("b"), QStringLiteral("z")}));
            QCOMPARE(desk.bar().preview(), QStringLiteral("\u2192 1.000 mm"));
        });
        presetDesk("Delete deletes the chosen one, and that can be undone", [](PresetDesk &desk) {
            desk.keep("a", "1 mm");
            desk.keep("b", "2 mm");
            desk.choose("b");
            QTest::keyClick(&desk.bar().choice(), Qt::Key_Delete);
            QCOMPARE(desk.names(), QStringList{QStringLiteral("a")});
            QCOMPARE(desk.bar().choice().currentIndex(), -1);
            QVERIFY(desk.offer("Undo"));
            QTest::mouseClick(desk.offer("Undo"), Qt::LeftButton);
            QCOMPARE(desk.names(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
            QCOMPARE(desk.bar().preview(), QStringLiteral("\u2192 2.000 mm"));
        });
    }
    void bar() { runCheck(); }
};

PODIUM_TEST_MAIN(TstPresetNames)
#include "tst_presetnames.moc"
