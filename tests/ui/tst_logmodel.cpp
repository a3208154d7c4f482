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
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>

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
