// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/trafficdesk.h"
#include "ui/editors/inlinemessage.h"
#include "ui/editors/linefield.h"
#include "ui/traffic/handline.h"
#include "ui/traffic/linktraffic.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::tests;
using ui::TrafficModel;

/// The traffic view with real keys and clicks.
class TstTrafficPanel : public QObject
{
    Q_OBJECT

    static void type(TrafficDesk &desk, const QString &text, bool asksOnly)
    {
        desk.panel->hand().asksOnly().setChecked(asksOnly);
        QTest::keyClicks(&desk.panel->hand().field(), text);
        QTest::keyClick(&desk.panel->hand().field(), Qt::Key_Return);
        desk.settle();
    }
    static QString told(TrafficDesk &desk) { return desk.panel->hand().message().text(); }
    static bool saysSomewhere(TrafficDesk &desk, const QString &part)
    {
        const auto labels = desk.panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(part); });
    }

private Q_SLOTS:
    void view_data()
    {
        checkTable();
        trafficDesk("Each link stands in the list once, with its devices", [](TrafficDesk &desk) {
            auto &choice = desk.named<QComboBox>("Link shown");
            QCOMPARE(choice.count(), 2);
            QVERIFY2(choice.itemText(0).startsWith(QStringLiteral("x, y")), qPrintable(choice.itemText(0)));
            QVERIFY(choice.itemText(1).contains(QStringLiteral("tcp://psu:2")));
        });
        trafficDesk("What goes over the chosen link appears, and nothing is copied once nobody sees it", [](TrafficDesk &desk) {
            QVERIFY(desk.rack->isWatched());
            desk.rack->note(TraceKind::Sent, "POS?\n");
            desk.rack->note(TraceKind::Received, "1.5");
            desk.settle();
            QCOMPARE(desk.rows(), 2);
            QCOMPARE(desk.cell(1, TrafficModel::Message), QStringLiteral("1.5\\r\\n"));
            desk.panel->hide();
            desk.settle();
            QVERIFY(!desk.rack->isWatched());
            desk.rack->note(TraceKind::Sent, "POS?\n");
            desk.panel->show();
            desk.settle();
            QCOMPARE(desk.rows(), 3);
        });
        trafficDesk("The columns have room for what stands in them", [](TrafficDesk &desk) {
            desk.rack->note(TraceKind::Sent, "MOVE 1,20.000\n", MessageClass::Write);
            desk.settle();
            const auto &view = desk.panel->view();
            for (const int column : {TrafficModel::Time, TrafficModel::Since, TrafficModel::Way, TrafficModel::Message})
                QVERIFY2(view.header()->sectionSize(column) > view.fontMetrics().horizontalAdvance(desk.cell(0, column)) + 4, qPrintable(desk.cell(0, column)));
        });
        trafficDesk("Another link has messages of its own", [](TrafficDesk &desk) {
            desk.rack->note(TraceKind::Sent, "POS?\n");
            desk.supply.lock()->note(TraceKind::Sent, "VOLT?\n");
            desk.panel->showDevice(QStringLiteral("psu"));
            desk.settle();
            QCOMPARE(desk.rows(), 1);
            QCOMPARE(desk.cell(0, TrafficModel::Message), QStringLiteral("VOLT?\\n"));
            QVERIFY(!desk.rack->isWatched());
        });
        trafficDesk("A link that is gone stays to be read until it is closed", [](TrafficDesk &desk) {
            desk.panel->showDevice(QStringLiteral("psu"));
            desk.settle();
            desk.supply.lock()->note(TraceKind::Sent, "VOLT?\n");
            desk.settle();
            desk.psu->leave();
            desk.settle();
            QVERIFY(desk.supply.expired());
            QCOMPARE(desk.rows(), 1);
            QVERIFY(saysSomewhere(desk, QStringLiteral("the link is gone")));
            auto &choice = desk.named<QComboBox>("Link shown");
            QVERIFY(choice.currentText().startsWith(QStringLiteral("gone")));
            QVERIFY(!desk.panel->hand().button().isEnabled());
            QTest::mouseClick(&desk.named<QAbstractButton>("Close the traffic of the link that is gone"), Qt::LeftButton);
            desk.settle();
            QCOMPARE(choice.count(), 1);
            QVERIFY(choice.currentText().startsWith(QStringLiteral("x, y")));
        });
        trafficDesk("A pause keeps the view and counts what comes", [](TrafficDesk &desk) {
            desk.rack->note(TraceKind::Sent, "A\n");
            desk.settle();
            QTest::mouseClick(&desk.button("Pause"), Qt::LeftButton);
            for (int i = 0; i < 12; ++i)
                desk.rack->note(TraceKind::Sent, "B\n");
            desk.settle();
            QCOMPARE(desk.rows(), 1);
            QVERIFY(saysSomewhere(desk, QStringLiteral("12 more have come")));
            QTest::mouseClick(&desk.button("Go on"), Qt::LeftButton);
            QCOMPARE(desk.rows(), 13);
        });
        trafficDesk("More than the window can take in time is counted", [](TrafficDesk &desk) {
            for (int i = 0; i < 6000; ++i)
                desk.rack->note(TraceKind::Sent, "A\n");
            desk.settle();
            QVERIFY(saysSomewhere(desk, QStringLiteral("1000 were not seen here")));
        });
        trafficDesk("By keys: Ctrl+F filters, Esc shows all again, Ctrl+C copies", [](TrafficDesk &desk) {
            desk.rack->note(TraceKind::Sent, "POS?\n");
            desk.rack->note(TraceKind::Sent, "STAT?\n");
            desk.settle();
            desk.panel->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.panel.get()));
            desk.panel->view().setFocus();
            QTest::keyClick(&desk.panel->view(), Qt::Key_F, Qt::ControlModifier);
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("stat"));
            QCOMPARE(desk.rows(), 1);
            desk.panel->view().setFocus();
            QTest::keyClick(&desk.panel->view(), Qt::Key_C, Qt::ControlModifier);
            QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\tSTAT?\\n\t")));
            QTest::keyClick(&desk.panel->view(), Qt::Key_F, Qt::ControlModifier);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QCOMPARE(desk.rows(), 2);
            QTest::mouseClick(&desk.button("Copy as script"), Qt::LeftButton);
            QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("#!/usr/bin/env python3")));
        });
        check("How many messages are kept is remembered", [] {
            const QTemporaryDir folder;
            const auto file = folder.filePath(QStringLiteral("window.ini"));
            {
                TrafficDesk desk(file);
                desk.named<QComboBox>("Messages kept").setCurrentIndex(0);
                for (int i = 0; i < 1200; ++i)
                    desk.rack->note(TraceKind::Sent, "A\n");
                desk.settle();
                QCOMPARE(desk.rows(), 1000);
            }
            TrafficDesk again(file);
            QCOMPARE(again.named<QComboBox>("Messages kept").currentData().toInt(), 1000);
        });
        trafficDesk("Everything has a name, and what is disabled says why", [](TrafficDesk &desk) {
            for (const auto *choice : desk.panel->findChildren<QComboBox *>())
                QVERIFY(!choice->accessibleName().isEmpty());
            for (const auto *button : desk.panel->findChildren<QAbstractButton *>()) {
                if (qobject_cast<QLineEdit *>(button->parent()))
                    continue; // what Qt puts into a field, which has a name
                QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty() || !button->toolTip().isEmpty() || !button->isVisible());
                if (button->isVisible() && !button->isEnabled())
                    QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
            }
        });
    }
    void view() { runCheck(); }

    void hand_data()
    {
        checkTable();
        trafficDesk("Enter sends, and the reply is shown", [](TrafficDesk &desk) {
            desk.rack->reply = "ACME\x02";
            type(desk, QStringLiteral("*IDN?\\r"), true);
            QCOMPARE(told(desk), QStringLiteral("*IDN?\\r \u2192 ACME\\x02"));
            QCOMPARE(desk.rack->entries.front().text, QByteArray("*IDN?\r"));
            QCOMPARE(desk.rack->entries.front().messageClass, MessageClass::Read);
            QCOMPARE(desk.rows(), 2);
        });
        trafficDesk("Unless it asks only it is a write, which need not be answered", [](TrafficDesk &desk) {
            type(desk, QStringLiteral("RST"), false);
            QCOMPARE(desk.rack->entries.front().messageClass, MessageClass::Write);
            QVERIFY2(told(desk).contains(QStringLiteral("nothing came back")), qPrintable(told(desk)));
        });
        trafficDesk("A bad escape is told at the line, and nothing leaves", [](TrafficDesk &desk) {
            type(desk, QStringLiteral("A\\q"), false);
            QVERIFY2(told(desk).contains(QStringLiteral("at place 2")), qPrintable(told(desk)));
            QVERIFY(desk.rack->entries.empty());
        });
        trafficDesk("A lock on the link refuses it, names the holder, and offers to wait", [](TrafficDesk &desk) {
            const auto task = desk.client->move(UiBench::address("y.position"), Quantity(5, desk.mm), MoveKind::Absolute);
            task.finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            type(desk, QStringLiteral("RST"), false);
            QVERIFY2(told(desk).contains(QStringLiteral("is locked by task %1").arg(task.id())), qPrintable(told(desk)));
            QVERIFY(desk.rack->entries.empty());
            QTest::mouseClick(&desk.button("Wait and send"), Qt::LeftButton);
            desk.advance(3s);
            desk.settle();
            QCOMPARE(desk.rack->entries.size(), 1U);
        });
        trafficDesk("While STOP ALL is latched a write is refused", [](TrafficDesk &desk) {
            desk.client->stopAll();
            desk.settle();
            type(desk, QStringLiteral("RST"), false);
            QVERIFY2(told(desk).contains(QStringLiteral("STOP ALL is latched")), qPrintable(told(desk)));
            QVERIFY(desk.rack->entries.empty());
        });
        trafficDesk("Up and Down bring back what was sent, Esc empties the line", [](TrafficDesk &desk) {
            auto &field = desk.panel->hand().field();
            for (const auto *text : {"ONE", "TWO"}) {
                field.clear();
                type(desk, QString::fromLatin1(text), false);
            }
            QTest::keyClick(&field, Qt::Key_Up);
            QTest::keyClick(&field, Qt::Key_Up);
            QCOMPARE(field.text(), QStringLiteral("ONE"));
            QTest::keyClick(&field, Qt::Key_Down);
            QCOMPARE(field.text(), QStringLiteral("TWO"));
            QTest::keyClick(&field, Qt::Key_Escape);
            QCOMPARE(field.text(), QString());
            QVERIFY(!desk.panel->hand().button().isEnabled());
        });
    }
    void hand() { runCheck(); }

    void aLinkThatSpeaksNoTextIsToldInItsLanguage()
    {
        TrafficDesk desk;
        ui::TrafficPanel panel(*desk.client, {}, [](const LinkDescription &link) {
            ui::LinkLanguage language;
            if (link.name != QLatin1String("Supply"))
                return language;
            language.words = [](const TraceEntry &entry) { return entry.text == QByteArray("\x03") ? QStringLiteral("read <b>one</b>") : QString(); };
            language.handExample = QStringLiteral("read holding 1");
            language.handHelp = QStringLiteral("Registers are read.");
            language.script = [] {
                const auto said = [](const TraceEntry &entry) -> std::optional<ui::ScriptLanguage::Message> {
                    if (entry.text == QByteArray("\x03"))
                        return ui::ScriptLanguage::Message{QStringLiteral("read \"one\""), {}};
                    return {};
                };
                return ui::ScriptLanguage{said, QStringLiteral("\nclass Talk(Line):\n    pass\n")};
            };
            return language;
        });
        panel.show();
        desk.settle();
        const auto example = [&panel] { return panel.hand().field().placeholderText(); };
        QVERIFY2(example().contains(QStringLiteral("*IDN?")), qPrintable(example()));
        panel.showDevice(QStringLiteral("psu"));
        desk.settle();
        desk.supply.lock()->note(TraceKind::Sent, "\x03");
        desk.supply.lock()->note(TraceKind::Sent, "\x04");
        desk.settle();
        const auto cell = [&panel](int row, int column) { return panel.view().model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, TrafficModel::Message), QStringLiteral("read <b>one</b>"));
        QCOMPARE(cell(0, TrafficModel::Raw), QStringLiteral("03"));
        QCOMPARE(cell(1, TrafficModel::Message), QStringLiteral("\\x04"));
        QVERIFY2(example().contains(QStringLiteral("read holding 1")), qPrintable(example()));
        QVERIFY(panel.hand().field().toolTip().contains(QStringLiteral("Registers are read.")));
        for (auto *button : panel.findChildren<QAbstractButton *>())
            if (button->text() == QLatin1String("Copy as script"))
                QTest::mouseClick(button, Qt::LeftButton);
        const auto program = QGuiApplication::clipboard()->text();
        QVERIFY2(program.contains(QStringLiteral("(\"send\", 0.000000, \"read \\\"one\\\"\", False),")), qPrintable(program));
        QVERIFY2(program.contains(QStringLiteral("s: is not sent, since nobody can say it by hand: b\"\\x04\"")), qPrintable(program));
        QCOMPARE(program.count(QStringLiteral("class Talk(Line)")), 1);
    }

    void aBenchWithoutLinksSaysSo()
    {
        UiBench bench;
        ui::TrafficPanel panel(*bench.client);
        panel.show();
        bench.settle();
        QVERIFY(!panel.hand().button().isEnabled());
        QVERIFY(panel.hand().button().toolTip().contains(QStringLiteral("has a link")));
        panel.copyScript(); // nothing
    }
};

PODIUM_TEST_MAIN(TstTrafficPanel)
#include "tst_trafficpanel.moc"
