// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/stop/receiptmodel.h"
#include "ui/stop/stopbanner.h"
#include "ui/stop/stopbar.h"
#include "ui/stop/stopmonitor.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A bench with the bar, the banner and the list of stops.
struct StopDesk : UiBench {
    StopDesk() : UiBench({QStringLiteral("a"), QStringLiteral("b")}) { settle(); }

    ui::StopMonitor monitor{*client};
    ui::StopBar bar{monitor, ui::StopButton::Size::Toolbar};
    ui::StopBanner banner{monitor};
    ui::ReceiptModel receipts{monitor};
    QAbstractItemModelTester tester{&receipts, QAbstractItemModelTester::FailureReportingMode::QtTest};

    TestDevice &a() { return device(QStringLiteral("a")); }
    TestDevice &b() { return device(QStringLiteral("b")); }
    QToolButton &reset() { return *bar.findChild<QToolButton *>(QStringLiteral("stopReset")); }
    void press() { QTest::mousePress(&bar.button(), Qt::LeftButton); }
    void letGo() { QTest::mouseRelease(&bar.button(), Qt::LeftButton); }
    QString cell(int row, int column) { return receipts.index(row, column).data().toString(); }
    /// The bar after enough time for every stop to be confirmed.
    void stopped()
    {
        press();
        letGo();
        advance(1s);
        settle();
    }
    /// Device a goes on moving, whatever it is told.
    void disobeyed()
    {
        a().ignoresStop = true;
        client->move(address("a.position"), Quantity(90, mm), MoveKind::Absolute);
        advance(1s);
        press();
        letGo();
        advance(9s);
        settle();
    }
};

void row(const char *sentence, void (*body)(StopDesk &))
{
    check(sentence, [body] {
        StopDesk desk;
        body(desk);
    });
}
} // namespace

class TstStopBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        row("It stops when it is pressed, not when it is released", [](StopDesk &desk) {
            desk.press();
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
            QCOMPARE(desk.b().sent, QStringList{QStringLiteral("stop")});
            desk.letGo();
            desk.advance(1ms);
            QCOMPARE(desk.a().sent.size(), 1);
        });
        row("The right button stops nothing", [](StopDesk &desk) {
            QTest::mouseClick(&desk.bar.button(), Qt::RightButton);
            desk.advance(1s);
            QVERIFY(desk.a().sent.isEmpty());
        });
        row("Space on the button stops", [](StopDesk &desk) {
            QTest::keyPress(&desk.bar.button(), Qt::Key_Space);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent.size(), 1);
        });
        row("Assistive technology clicks, and that stops", [](StopDesk &desk) {
            desk.bar.button().click();
            desk.advance(1ms);
            QCOMPARE(desk.a().sent.size(), 1);
        });
        row("Ready: there is nothing to reset, and the button says so", [](StopDesk &desk) {
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("Ready"));
            QVERIFY(desk.bar.button().isEnabled());
            QVERIFY(!desk.reset().isEnabled());
            QVERIFY(desk.reset().toolTip().contains(QStringLiteral("not latched")));
        });
        row("Stopping: how many, and for how long", [](StopDesk &desk) {
            desk.press();
            QCoreApplication::processEvents();
            QVERIFY2(desk.bar.phaseText().startsWith(QStringLiteral("Stopping 2 (")), qPrintable(desk.bar.phaseText()));
            QVERIFY(!desk.reset().isEnabled());
        });
        row("Stopped (latched), and Reset makes it Ready again", [](StopDesk &desk) {
            desk.stopped();
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("Stopped (latched)"));
            QVERIFY(desk.reset().isEnabled());
            desk.reset().click();
            desk.settle();
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("Ready"));
            QVERIFY(!desk.monitor.isLatched());
        });
        row("One press of Ctrl+Shift+K only arms the reset, the second one resets", [](StopDesk &desk) {
            desk.stopped();
            desk.monitor.resetByKey();
            QVERIFY(desk.monitor.isResetArmed());
            QVERIFY(desk.monitor.isLatched());
            QVERIFY(desk.bar.phaseText().contains(QStringLiteral("again")));
            desk.monitor.resetByKey();
            desk.settle();
            QVERIFY(!desk.monitor.isLatched());
        });
        row("Not confirmed: the banner stays until it is acknowledged by name", [](StopDesk &desk) {
            QSignalSpy told(&desk.monitor, &ui::StopMonitor::notConfirmed);
            desk.disobeyed();
            QCOMPARE(told.size(), 1);
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("!! Not confirmed: 1"));
            QCOMPARE(desk.banner.devices(), QStringList{QStringLiteral("a")});
            QVERIFY(!desk.reset().isEnabled());
            QVERIFY(desk.reset().toolTip().contains(QStringLiteral("acknowledge")));
            const auto buttons = desk.banner.findChildren<QPushButton *>();
            QCOMPARE(buttons.size(), 1);
            QCOMPARE(buttons.front()->text(), QStringLiteral("Acknowledge a"));
            buttons.front()->click();
            desk.settle();
            QVERIFY(desk.banner.devices().isEmpty());
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("!! Not confirmed: 1"));
            QVERIFY(desk.reset().isEnabled());
        });
        row("Not confirmed: a reading that confirms the stop takes the banner away", [](StopDesk &desk) {
            desk.disobeyed();
            desk.a().stopAtFrontPanel();
            desk.advance(3s);
            desk.settle();
            QVERIFY(desk.banner.devices().isEmpty());
            QCOMPARE(desk.bar.phaseText(), QStringLiteral("Stopped (latched)"));
        });
        row("The list tells each device with its times, and what was tried", [](StopDesk &desk) {
            desk.stopped();
            QCOMPARE(desk.receipts.rowCount(), 2);
            QCOMPARE(desk.cell(0, ui::ReceiptModel::State), QStringLiteral("stopped"));
            QVERIFY(desk.cell(0, ui::ReceiptModel::FirstByte).toDouble() < 1);
            QVERIFY(desk.cell(0, ui::ReceiptModel::Confirmed).toDouble() >= 50);
            QVERIFY(desk.cell(0, ui::ReceiptModel::Steps).contains(QStringLiteral("stop accepted")));
        });
        row("The list says in words what is not confirmed, and why", [](StopDesk &desk) {
            desk.disobeyed();
            const int line = desk.receipts.at(0).device == QLatin1String("a") ? 0 : 1;
            QCOMPARE(desk.cell(line, ui::ReceiptModel::State), QStringLiteral("!! NOT CONFIRMED"));
            QCOMPARE(desk.cell(line, ui::ReceiptModel::Confirmed), QStringLiteral("–"));
            QVERIFY(desk.cell(line, ui::ReceiptModel::Problem).contains(QStringLiteral("hardware stop")));
        });
        row("What was latched before the window came is shown", [](StopDesk &desk) {
            desk.stopped();
            ui::StopMonitor later(*desk.client);
            desk.settle();
            QCOMPARE(later.status().phase, StopPhase::Stopped);
            QCOMPARE(later.receipts().size(), std::size_t(2));
        });
        row("A strip of a floating window is cut nowhere", [](StopDesk &desk) {
            ui::StopBar strip(desk.monitor, ui::StopButton::Size::Strip);
            strip.resize(10, 10);
            strip.show();
            QVERIFY(strip.button().width() >= strip.button().sizeHint().width());
            QVERIFY(strip.button().height() >= strip.button().sizeHint().height());
        });
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TstStopBar)
#include "tst_stopbar.moc"
