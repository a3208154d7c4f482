// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/log.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/log/logfeed.h"
#include "ui/log/logfilter.h"
#include "ui/log/logpanel.h"
#include "ui/stop/stopmonitor.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>

#include <thread>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;
using ui::LogLevel;

namespace
{
QString cell(const QAbstractItemModel &model, int row, int column) { return model.index(row, column).data().toString(); }

struct Log {
    ui::LogModel model{5};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ui::LogFilter filter;
    Log() { filter.setSourceModel(&model); }
    void add(const char *text, LogLevel level = LogLevel::Info, const char *device = "")
    {
        model.add(level, QString::fromLatin1(device), QString::fromLatin1(text));
    }
};

/// The panel on a log of two devices, with four lines.
struct LogDesk {
    ui::LogModel log;
    ui::LogPanel panel{log, {QStringLiteral("a"), QStringLiteral("b")}};
    LogDesk()
    {
        log.add(LogLevel::Info, QStringLiteral("a"), QStringLiteral("moved"));
        log.add(LogLevel::Warning, QStringLiteral("b"), QStringLiteral("lost"));
        log.add(LogLevel::Error, QStringLiteral("b"), QStringLiteral("broken"));
        log.add(LogLevel::Info, QString(), QStringLiteral("lost and found"));
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("The panel is not active.");
    }
    QPushButton *button(const char *text)
    {
        for (auto *found : panel.findChildren<QPushButton *>())
            if (found->text() == QString::fromLatin1(text))
                return found;
        qFatal("no button");
    }
};

/// A bench whose log is fed.
struct FedLog : UiBench {
    ui::StopMonitor stops{*client};
    ui::LogModel model;
    ui::LogFeed feed{model, *views, *client, stops, &core.bench};
    FedLog() { settle(); }
    int count(const char *part, LogLevel level)
    {
        int found = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            found += model.at(row).level == level && model.at(row).text.contains(QString::fromLatin1(part));
        return found;
    }
};

void fed(const char *sentence, void (*body)(FedLog &))
{
    check(sentence, [body] {
        FedLog log;
        body(log);
    });
}
} // namespace

class TstLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void model_data()
    {
        checkTable();
        check("Identical successive lines are one line with a count", [] {
            Log log;
            for (int i = 0; i < 1000; ++i)
                log.add("no reply");
            QCOMPARE(log.model.rowCount(), 1);
            QVERIFY(cell(log.model, 0, ui::LogModel::Text).contains(QStringLiteral("1000")));
        });
        check("Lines that differ in level or device are not merged", [] {
            Log log;
            log.add("no reply");
            log.add("no reply", LogLevel::Error);
            log.add("no reply", LogLevel::Error, "x");
            QCOMPARE(log.model.rowCount(), 3);
        });
        check("When it is full the oldest line goes", [] {
            Log log;
            for (const char *text : {"1", "2", "3", "4", "5", "6", "7"})
                log.add(text);
            QCOMPARE(log.model.rowCount(), 5);
            QCOMPARE(cell(log.model, 0, ui::LogModel::Text), QStringLiteral("3"));
            QCOMPARE(cell(log.model, 4, ui::LogModel::Text), QStringLiteral("7"));
        });
        check("The filter keeps what is at least as bad", [] {
            Log log;
            log.add("a");
            log.add("b", LogLevel::Warning);
            log.add("c", LogLevel::Error);
            log.filter.setLevel(LogLevel::Warning);
            QCOMPARE(log.filter.rowCount(), 2);
            log.filter.setLevel(LogLevel::Error);
            QCOMPARE(log.filter.rowCount(), 1);
        });
        check("The filter looks for a text in message and device, whatever its case", [] {
            Log log;
            log.add("Timeout", LogLevel::Info, "a");
            log.add("no reply", LogLevel::Info, "TIME/x");
            log.add("other");
            log.filter.setText(QStringLiteral("time"));
            QCOMPARE(log.filter.rowCount(), 2);
        });
        check("The filter keeps what is about a device, its parameters and those below it", [] {
            Log log;
            ui::LogModel model;
            log.filter.setSourceModel(&model);
            for (const char *device : {"stage", "stage/x", "stage/x.position", "b, stage", "stage2", "mystage", ""})
                model.add(LogLevel::Info, QString::fromLatin1(device), QString::fromLatin1(device));
            log.filter.setDevice(QStringLiteral("stage"));
            QCOMPARE(log.filter.rowCount(), 4);
            log.filter.setDevice(QStringLiteral("stage/x"));
            QCOMPARE(log.filter.rowCount(), 2);
            log.filter.setLevel(LogLevel::Error);
            QCOMPARE(log.filter.rowCount(), 0);
            log.filter.setLevel(LogLevel::Info);
            log.filter.setDevice({});
            QCOMPARE(log.filter.rowCount(), 7);
        });
        check("A hostile text is one plain line", [] {
            Log log;
            log.add("<b>bold</b>\nsecond %1");
            const auto shown = cell(log.model, 0, ui::LogModel::Text);
            QVERIFY(shown.startsWith(QStringLiteral("<b>bold</b>")));
            QVERIFY(!shown.contains(u'\n'));
            QVERIFY(log.model.index(0, 3).data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
        });
        check("Copy takes what is shown, with tabs", [] {
            Log log;
            ui::LogPanel panel(log.model);
            log.add("first", LogLevel::Error, "x");
            log.add("second");
            panel.findChild<QLineEdit *>()->setText(QStringLiteral("first"));
            panel.copy();
            const auto copied = QGuiApplication::clipboard()->text();
            QVERIFY2(copied.endsWith(QStringLiteral("\t!! error\tx\tfirst")), qPrintable(copied));
            QVERIFY(!copied.contains(QStringLiteral("second")));
        });
    }
    void model() { runCheck(); }

    void panel_data()
    {
        checkTable();
        check("By keys: Ctrl+F finds, Esc shows all again, Ctrl+C copies the selected lines, the boxes choose level and device", [] {
            LogDesk desk;
            auto &view = *desk.panel.findChild<QTreeView *>();
            auto *text = desk.panel.findChild<QLineEdit *>();
            view.setFocus();
            QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
            QCOMPARE(QApplication::focusWidget(), text);
            QTest::keyClicks(text, QStringLiteral("lost"));
            QCOMPARE(view.model()->rowCount(), 2);
            QTest::keyClick(text, Qt::Key_Escape);
            QCOMPARE(view.model()->rowCount(), 4);
            view.setFocus();
            view.setCurrentIndex(view.model()->index(1, 0));
            QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
            QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
            const auto copied = QGuiApplication::clipboard()->text().split(u'\n');
            QCOMPARE(copied.size(), 2);
            QVERIFY2(copied[0].endsWith(QStringLiteral("\t! warning\tb\tlost")), qPrintable(copied[0]));
            auto boxes = desk.panel.findChildren<QComboBox *>();
            QCOMPARE(boxes.size(), 2);
            QTest::keyClick(boxes[1], Qt::Key_End); // device b
            QCOMPARE(view.model()->rowCount(), 2);
            QTest::keyClick(boxes[0], Qt::Key_End); // errors
            QCOMPARE(view.model()->rowCount(), 1);
            for (const auto *box : boxes)
                QVERIFY(!box->accessibleName().isEmpty());
        });
        check("Export asks for a file and writes what is shown, whole and with dates", [] {
            LogDesk desk;
            const QTemporaryDir folder;
            const auto name = folder.filePath(QStringLiteral("log.txt"));
            desk.log.add(LogLevel::Error, QStringLiteral("a"), QString(5000, u'x') + QStringLiteral("\nend"));
            desk.panel.findChildren<QComboBox *>()[0]->setCurrentIndex(2);
            QTest::mouseClick(desk.button("Export..."), Qt::LeftButton);
            auto *dialog = desk.panel.findChild<QFileDialog *>();
            QVERIFY(dialog);
            QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
            Q_EMIT dialog->fileSelected(name);
            dialog->reject();
            QFile file(name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
            QCOMPARE(lines.size(), 2);
            QVERIFY2(QDateTime::fromString(lines[0].first(23), QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")).isValid(), qPrintable(lines[0]));
            QVERIFY(lines[0].endsWith(QStringLiteral("\t!! error\tb\tbroken")));
            QVERIFY2(lines[1].endsWith(QStringLiteral("end")), "it is cut");
            QVERIFY(desk.log.at(desk.log.rowCount() - 1).text.contains(QStringLiteral("2 lines of the log are saved")));
        });
        check("A file that cannot be written is told, and what was there stays", [] {
            LogDesk desk;
            const QTemporaryDir folder;
            desk.panel.save(folder.filePath(QStringLiteral("no/such/folder/log.txt")));
            const auto &last = desk.log.at(desk.log.rowCount() - 1);
            QCOMPARE(last.level, LogLevel::Error);
            QVERIFY2(last.text.contains(QStringLiteral("could not be saved")), qPrintable(last.text));
        });
    }
    void panel() { runCheck(); }

    void feed_data()
    {
        checkTable();
        fed("A complaint of the engine from another thread arrives", [](FedLog &log) {
            std::thread([] { engine::log::write(engine::log::Level::Error, QStringLiteral("m"), QStringLiteral("lost")); }).join();
            QTRY_COMPARE(log.count("lost", LogLevel::Error), 1);
        });
        fed("A task that failed is told with its error", [](FedLog &log) {
            log.device().failsNextWrite = true;
            log.client->write(log.address("m.name"), QStringLiteral("n")).finally(&log.stops, [](const TaskInfo &) {});
            log.settle();
            QCOMPARE(log.count("set m.name failed: m.name cannot be written.", LogLevel::Error), 1);
        });
        fed("A refusal is told once, as a refusal", [](FedLog &log) {
            log.client->write(log.address("m.velocity"), Quantity(1e6, Unit::parse(QStringLiteral("mm/s"))))
                .finally(&log.stops, [](const TaskInfo &) {});
            log.settle();
            QCOMPARE(log.count("refused (operator)", LogLevel::Warning), 1);
            QCOMPARE(log.count("failed", LogLevel::Error), 0);
        });
        fed("STOP ALL, its latch and each confirmed stop are told", [](FedLog &log) {
            log.stops.stopAll();
            log.advance(1s);
            log.settle();
            QCOMPARE(log.count("stop: all (asked for by operator)", LogLevel::Warning), 1);
            QCOMPARE(log.count("STOP ALL is latched (operator)", LogLevel::Warning), 1);
            QCOMPARE(log.count("stopped: first byte", LogLevel::Info), 1);
        });
        fed("A change of state is told", [](FedLog &log) {
            log.device().setState(DeviceState::Fault, QStringLiteral("limit switch"));
            log.settle();
            QCOMPARE(log.count("fault: limit switch", LogLevel::Error), 1);
        });
        fed("A task that was cancelled is told", [](FedLog &log) {
            const auto task = log.client->move(log.address("m.position"), Quantity(50, log.mm), MoveKind::Absolute);
            log.advance(100ms);
            task.cancel();
            log.advance(2s);
            log.settle();
            QCOMPARE(log.count("was cancelled.", LogLevel::Info), 1);
        });
    }
    void feed() { runCheck(); }
};

PODIUM_TEST_MAIN(TstLogModel)
#include "tst_logmodel.moc"
