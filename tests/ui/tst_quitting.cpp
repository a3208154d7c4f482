// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/stop/stopdrill.h"
#include "ui/stop/stopmonitor.h"

#include <QFileDialog>
#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;

namespace
{
/// The window on a simulated bench, in whose drill STOP ALL is latched, or everything moves.
void drill(const char *sentence, bool latched, void (*body)(WindowDesk &))
{
    check(sentence, [latched, body] {
        WindowDesk desk({}, true);
        auto *drill = desk.window->findChild<ui::StopDrill *>();
        drill->start(20);
        const auto isThere = [&] { return latched ? desk.window->stops().isLatched() : desk.a().state() == DeviceState::Moving; };
        for (int i = 0; i < 2000 && !isThere(); ++i) {
            desk.advance(5ms);
            QCoreApplication::processEvents();
        }
        QVERIFY(isThere() && drill->isRunning());
        body(desk);
    });
}

void quitFromDrill(WindowDesk &desk)
{
    QVERIFY(!desk.window->close());
    QVERIFY(desk.question());
    QVERIFY2(desk.question()->text().contains(QStringLiteral("stop drill")), qPrintable(desk.question()->text()));
    desk.answer("Stop and quit");
    desk.settle();
    QTRY_VERIFY(!desk.window->isVisible());
    QVERIFY(!desk.window->stops().isLatched());
    QCOMPARE(desk.a().state(), DeviceState::Standby);
    QVERIFY(desk.a().sent.contains(QStringLiteral("stop")));
}
} // namespace

/// How a window ends, and how it gives way to another bench.
class TstQuitting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quitting_data()
    {
        checkTable();
        desk("File > Open bench passes the chosen file on", [](WindowDesk &desk) {
            QSignalSpy wanted(desk.window.get(), &ui::MainWindow::benchRequested);
            desk.window->openBench();
            auto *dialog = desk.window->findChild<QFileDialog *>();
            QVERIFY(dialog);
            Q_EMIT dialog->fileSelected(QStringLiteral("/b/lab.toml"));
            QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("/b/lab.toml"));
            dialog->close();
        });
        desk("A question that is closed by its frame means to stay, and the wanted bench is forgotten", [](WindowDesk &desk) {
            QSignalSpy wanted(desk.window.get(), &ui::MainWindow::benchRequested);
            const auto task = desk.move();
            desk.window->openBench();
            Q_EMIT desk.window->findChild<QFileDialog *>()->fileSelected(QStringLiteral("/b/lab.toml"));
            QVERIFY(desk.question());
            desk.question()->close();
            desk.settle();
            QVERIFY(!task.isFinished());
            task.cancel();
            desk.advance(2s);
            desk.settle();
            QVERIFY(desk.window->close());
            QVERIFY(wanted.isEmpty());
        });
        desk("Without tasks it closes at once", [](WindowDesk &desk) { QVERIFY(desk.window->close() && !desk.window->isVisible()); });
        desk("With a task it asks, once, and Stay keeps everything as it is", [](WindowDesk &desk) {
            const auto task = desk.move();
            QVERIFY(!desk.window->close());
            QVERIFY(!desk.window->close());
            QCOMPARE(desk.window->findChildren<QMessageBox *>().size(), 1);
            QCOMPARE(desk.question()->defaultButton()->text(), QStringLiteral("Stay"));
            desk.answer("Stay");
            QVERIFY(desk.window->isVisible());
            QVERIFY(!task.isFinished());
        });
        desk("Ended from outside it asks nobody: what runs is cancelled, then it closes", [](WindowDesk &desk) {
            const auto task = desk.move();
            desk.window->stopAndQuit();
            desk.advance(2s);
            QTRY_VERIFY(!desk.window->isVisible());
            QVERIFY(task.info().outcome == Outcome::Cancelled && desk.window->findChildren<QMessageBox *>().isEmpty());
        });
        desk("STOP ALL works while the window waits for the tasks to end", [](WindowDesk &desk) {
            const auto task = desk.move();
            desk.a().delay = std::chrono::seconds(5);
            desk.window->close();
            desk.answer("Stop and quit");
            QVERIFY(!task.isFinished());
            QVERIFY(desk.window->isVisible());
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_Escape, Qt::ShiftModifier);
            desk.advance(1ms);
            QVERIFY(desk.window->stops().isLatched());
            QCOMPARE(desk.device(QStringLiteral("b")).sent, QStringList{QStringLiteral("stop")});
            desk.a().delay = Duration::zero();
            desk.advance(std::chrono::seconds(10));
            QTRY_VERIFY(!desk.window->isVisible());
        });
        drill("In the moves of a stop drill it asks, and quitting ends them", false, quitFromDrill);
        drill("In the STOP ALL of a stop drill it asks, and quitting leaves nothing latched", true, quitFromDrill);
        desk("Asked to quit again it goes on stopping, says so, and asks no more", [](WindowDesk &desk) {
            const auto task = desk.move();
            desk.a().delay = std::chrono::seconds(1);
            desk.window->stopAndQuit();
            const auto title = desk.window->windowTitle();
            QVERIFY2(title.startsWith(QStringLiteral("Stopping")), qPrintable(title));
            desk.window->stopAndQuit();
            QCOMPARE(desk.window->windowTitle(), title);
            QVERIFY(!desk.window->close());
            QVERIFY(!desk.question());
            desk.a().delay = Duration::zero();
            desk.advance(10s);
            QTRY_VERIFY(!desk.window->isVisible());
        });
        desk("Stop and quit cancels, and closes when the tasks have ended", [](WindowDesk &desk) {
            const auto task = desk.move();
            desk.window->close();
            desk.answer("Stop and quit");
            QTRY_VERIFY(!desk.window->isVisible());
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QVERIFY(desk.a().sent.contains(QStringLiteral("stop")));
        });
    }
    void quitting() { runCheck(); }
};

PODIUM_TEST_MAIN(TstQuitting)
#include "tst_quitting.moc"
