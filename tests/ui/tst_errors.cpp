// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/errors/errormodel.h"
#include "ui/errors/errorpanel.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto axis = QStringLiteral("stage/x");

struct ErrorDesk {
    ui::ErrorModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ui::ErrorPanel panel{model};

    void add(const QString &text, const QString &device = axis, const ui::ErrorStory &story = {})
    {
        model.add(device, text, story);
        ui::RefreshClock::instance().beat();
    }
    QPushButton &button(const char *text)
    {
        for (auto *found : panel.findChildren<QPushButton *>())
            if (found->text() == QString::fromLatin1(text))
                return *found;
        qFatal("no button");
    }
    void select(int row) { panel.view().setCurrentIndex(model.index(row, 0)); }
};

void inbox(const char *sentence, void (*body)(ErrorDesk &))
{
    check(sentence, [body] {
        ErrorDesk errors;
        body(errors);
    });
}
} // namespace

/// The inbox of errors.
class TstErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors_data()
    {
        checkTable();
        inbox("1,000 identical errors are one row with their count", [](ErrorDesk &errors) {
            QSignalSpy open(&errors.model, &ui::ErrorModel::openChanged);
            for (int i = 0; i < 1000; ++i)
                errors.add(QStringLiteral("no answer"));
            QCOMPARE(errors.model.rowCount(), 1);
            QCOMPARE(errors.model.at(0).count, 1000);
            QCOMPARE(open.size(), 1);
        });
        inbox("The same words with other numbers are one cause, the last of them shown", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("x stood at 3.2 mm for 10 s"));
            errors.add(QStringLiteral("x stood at 12.75 mm for 9 s"));
            QCOMPARE(errors.model.rowCount(), 1);
            QCOMPARE(errors.model.at(0).text, QStringLiteral("x stood at 12.75 mm for 9 s"));
            errors.add(QStringLiteral("x stood at -1e-3 mm for 9 s"));
            QCOMPARE(errors.model.rowCount(), 1);
            errors.add(QStringLiteral("x stood at mm for 9 s"));
            QCOMPARE(errors.model.rowCount(), 2);
        });
        inbox("The numbers of names and of codes are not measured", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("ch1.voltage: error 12"));
            errors.add(QStringLiteral("ch2.voltage: error 12"));
            errors.add(QStringLiteral("ch1.voltage: error 13"));
            QCOMPARE(errors.model.rowCount(), 3);
        });
        inbox("The story of a repeated error stays where it was scrolled, and keeps what is about to be copied", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("no answer"));
            errors.select(0);
            auto *story = errors.panel.findChild<QPlainTextEdit *>();
            story->selectAll();
            errors.add(QStringLiteral("no answer"));
            QVERIFY(story->textCursor().hasSelection());
            QVERIFY(story->toPlainText().contains(QStringLiteral("once")));
        });
        inbox("Another device and another cause are other rows", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("no answer"));
            errors.add(QStringLiteral("no answer"), QStringLiteral("stage/y"));
            errors.add(QStringLiteral("limit switch"));
            QCOMPARE(errors.model.rowCount(), 3);
            QCOMPARE(errors.model.open(), 3);
        });
        inbox("What is acknowledged asks for attention again when it comes again", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("no answer"));
            QVERIFY(!errors.button("Acknowledge").isEnabled());
            QVERIFY(errors.button("Acknowledge").toolTip().contains(QStringLiteral("Select an error")));
            errors.select(0);
            errors.button("Acknowledge").click();
            ui::RefreshClock::instance().beat();
            QCOMPARE(errors.model.open(), 0);
            QVERIFY(!errors.button("Acknowledge all").isEnabled());
            errors.add(QStringLiteral("no answer"));
            QCOMPARE(errors.model.open(), 1);
            QCOMPARE(errors.model.rowCount(), 1);
            errors.button("Acknowledge all").click();
            QCOMPARE(errors.model.open(), 0);
        });
        inbox("The story has the causes, and is copied", [](ErrorDesk &errors) {
            errors.add(QStringLiteral("move failed"), axis, {{QStringLiteral("task 7, move"), QStringLiteral("because: no link")}, {}});
            errors.add(QStringLiteral("other"));
            errors.select(0);
            QVERIFY2(errors.panel.details().contains(QStringLiteral("because: no link")), qPrintable(errors.panel.details()));
            QVERIFY(errors.panel.details().contains(QStringLiteral("device: stage/x")));
            errors.button("Copy").click();
            QCOMPARE(QGuiApplication::clipboard()->text(), errors.panel.details());
        });
        inbox("The traffic of the link stands below the words in a fixed pitch, and is copied with them", [](ErrorDesk &errors) {
            const QStringList traffic{QStringLiteral("-1.0000 s  sent       \"VOLT?\\n\""), QStringLiteral(" 0.0000 s  no answer  <b>\"VOLT?\\n\"")};
            errors.add(QStringLiteral("no answer"), axis, {{QStringLiteral("task 7")}, traffic});
            errors.select(0);
            QVERIFY2(errors.panel.details().endsWith(u'\n' + traffic.join(u'\n')), qPrintable(errors.panel.details()));
            const auto *document = errors.panel.findChild<QPlainTextEdit *>()->document();
            const auto isFixed = [](const QTextBlock &block) { return QFontInfo(block.begin().fragment().charFormat().font()).fixedPitch(); };
            QVERIFY(isFixed(document->lastBlock()));
            QVERIFY(isFixed(document->lastBlock().previous()));
            QVERIFY(!isFixed(document->firstBlock()));
            errors.panel.show();
            errors.panel.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&errors.panel));
            errors.panel.view().setFocus();
            QTest::keyClick(&errors.panel.view(), Qt::Key_C, Qt::ControlModifier);
            QCOMPARE(QGuiApplication::clipboard()->text(), errors.panel.details());
            errors.add(QStringLiteral("no answer"), axis, {}); // the next of them has none
            QVERIFY(!errors.panel.details().contains(QStringLiteral("traffic")));
            QVERIFY(!isFixed(document->lastBlock()));
        });
        inbox("Foreign text is shown as it is", [](ErrorDesk &errors) {
            const auto hostile = QStringLiteral("<b>%1</b>&amp;\u202e") + QString(5000, u'x');
            errors.add(hostile);
            errors.select(0);
            QVERIFY(errors.panel.details().contains(QStringLiteral("<b>%1</b>&amp;")));
            QVERIFY(errors.model.index(0, ui::ErrorModel::Text).data().toString().size() <= 400);
            QVERIFY(!errors.model.index(0, ui::ErrorModel::Text).data().toString().contains(QChar(0x202e)));
        });
        inbox("Of more than 500 groups an acknowledged one goes first", [](ErrorDesk &errors) {
            for (int i = 0; i < 500; ++i)
                errors.add(QStringLiteral("failed"), QStringLiteral("d%1").arg(i));
            errors.model.acknowledge(3);
            errors.add(QStringLiteral("failed"), QStringLiteral("new"));
            QCOMPARE(errors.model.rowCount(), 500);
            QCOMPARE(errors.model.at(3).device, QStringLiteral("d4"));
            QCOMPARE(errors.model.at(0).device, QStringLiteral("d0"));
        });
        inbox("What nobody acknowledged stays, and the rest is counted", [](ErrorDesk &errors) {
            for (int i = 0; i < 503; ++i)
                errors.add(QStringLiteral("failed"), QStringLiteral("d%1").arg(i));
            QCOMPARE(errors.model.rowCount(), 501);
            QCOMPARE(errors.model.at(0).device, QStringLiteral("d0"));
            QCOMPARE(errors.model.at(500).count, 3);
            QVERIFY(errors.model.at(500).text.contains(QStringLiteral("the log has them")));
        });
        check("What fails, a device in fault and a stop that is not confirmed tell the traffic of their link in the inbox", [] {
            UiBench bench;
            ui::MainWindow window(*bench.views, *bench.client, {});
            bench.settle();
            bench.device().traffic = QStringList{QStringLiteral("sent MOV 5"), QStringLiteral("received ?")};
            bench.device().failsNextWrite = true;
            bench.client->write(UiBench::address("m.name"), QStringLiteral("north")).finally(&window, [](const TaskInfo &) {});
            bench.settle();
            bench.device().setState(DeviceState::Fault, QStringLiteral("limit switch"));
            bench.settle();
            bench.device().setState(DeviceState::Standby);
            bench.device().ignoresStop = true;
            bench.client->move(UiBench::address("m.position"), Quantity(90, bench.mm), MoveKind::Absolute).finally(&window, [](const TaskInfo &) {});
            bench.advance(200ms);
            bench.client->stop(QStringLiteral("m"));
            bench.advance(8s);
            bench.settle();
            auto *panel = window.findChild<ui::ErrorPanel *>();
            auto &model = *panel->view().model();
            QStringList found;
            for (int row = 0; row < model.rowCount(); ++row) {
                panel->view().setCurrentIndex(model.index(row, 0));
                if (panel->details().endsWith(QStringLiteral("sent MOV 5\nreceived ?")))
                    found << model.index(row, ui::ErrorModel::Text).data().toString();
            }
            QCOMPARE(found.filter(QStringLiteral("set m.name failed")).size(), 1);
            QCOMPARE(found.filter(QStringLiteral("limit switch")).size(), 1);
            QVERIFY2(found.size() >= 3, qPrintable(found.join(u'|'))); // the stop
        });
        check("A task that fails is in the window's inbox, with its causes, and nothing takes the focus", [] {
            UiBench bench;
            ui::MainWindow window(*bench.views, *bench.client, {});
            window.show();
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            bench.settle();
            auto *focus = QApplication::focusWidget();
            bench.device().failsNextWrite = true;
            bench.client->write(UiBench::address("m.name"), QStringLiteral("north")).finally(&window, [](const TaskInfo &) {});
            bench.advance(100ms);
            bench.settle();
            const auto *dock = window.findChild<ui::Dock *>(QStringLiteral("errorsDock"));
            QCOMPARE(dock->windowTitle(), QStringLiteral("Errors (1)"));
            auto *panel = window.findChild<ui::ErrorPanel *>();
            panel->view().setCurrentIndex(panel->view().model()->index(0, 0));
            QVERIFY2(panel->details().contains(QStringLiteral("m.name cannot be written")), qPrintable(panel->details()));
            QVERIFY(panel->details().contains(QStringLiteral("started by operator")));
            QCOMPARE(QApplication::focusWidget(), focus);
            panel->acknowledgeAll();
            QCOMPARE(dock->windowTitle(), QStringLiteral("Errors"));
        });
    }
    void errors() { runCheck(); }
};

PODIUM_TEST_MAIN(TstErrors)
#include "tst_errors.moc"
