// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "ui/traffic/trafficfilter.h"
#include "ui/traffic/trafficscript.h"

#include <QAbstractItemModelTester>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;
using engine::MessageClass;
using engine::TimePoint;
using engine::TraceEntry;
using engine::TraceKind;
using ui::TrafficModel;
using ui::TrafficWay;

namespace
{
TraceEntry entry(quint64 number, TraceKind kind, const QByteArray &text, MessageClass messageClass = MessageClass::Read)
{
    TraceEntry entry;
    entry.number = number;
    entry.kind = kind;
    entry.messageClass = messageClass;
    entry.when = TimePoint(number * 10ms);
    entry.size = text.size();
    entry.text = text.first(std::min<qsizetype>(256, text.size()));
    if (kind == TraceKind::Received) {
        entry.end = "\n";
        entry.took = 2500us;
    }
    return entry;
}

struct Table {
    TrafficModel model{5};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ui::TrafficFilter filter;
    Table() { filter.setSourceModel(&model); }
    void add(std::vector<TraceEntry> entries) { model.add({std::move(entries), 0, false, TimePoint(1s), {}}); }
    /// So many, from this number on.
    void fill(quint64 from, quint64 count)
    {
        std::vector<TraceEntry> entries;
        for (auto number = from; number < from + count; ++number)
            entries.push_back(entry(number, TraceKind::Sent, QByteArray::number(number)));
        add(std::move(entries));
    }
    QString cell(int row, int column) { return model.index(row, column).data().toString(); }
};

QString script(const std::vector<TraceEntry> &entries, const QString &link = QStringLiteral("Supply"))
{
    std::vector<ui::TrafficRow> rows;
    for (const auto &one : entries)
        rows.push_back({one, QDateTime::fromMSecsSinceEpoch(0), {}});
    return ui::trafficScript(link, QStringLiteral("tcp://127.0.0.1:5025"), rows);
}
} // namespace

/// The rows of the traffic view, its filter, and the program that they are copied as.
class TstTrafficModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void model_data()
    {
        checkTable();
        check("Each message has its times, its way in arrow and word, and its bytes in both spellings", [] {
            Table table;
            table.add({entry(1, TraceKind::Sent, "VOLT 5\n", MessageClass::Write), entry(2, TraceKind::Received, "a\x01")});
            QCOMPARE(table.cell(0, TrafficModel::Way), QStringLiteral("\u2192 sent (write)"));
            QCOMPARE(table.cell(0, TrafficModel::Message), QStringLiteral("VOLT 5\\n"));
            QCOMPARE(table.cell(0, TrafficModel::Since), QString());
            QCOMPARE(table.cell(1, TrafficModel::Way), QStringLiteral("\u2190 received"));
            QCOMPARE(table.cell(1, TrafficModel::Message), QStringLiteral("a\\x01\\n"));
            QCOMPARE(table.cell(1, TrafficModel::Raw), QStringLiteral("61 01 0a"));
            QCOMPARE(table.cell(1, TrafficModel::Since), QStringLiteral("+10.0 ms"));
            QCOMPARE(table.cell(1, TrafficModel::Took), QStringLiteral("2.5 ms"));
        });
        check("No more rows are kept than it may, however many come", [] {
            Table table;
            table.fill(1, 3);
            table.fill(4, 3);
            QCOMPARE(table.model.rowCount(), 5);
            QCOMPARE(table.cell(0, TrafficModel::Message), QStringLiteral("2"));
            table.fill(7, 100);
            QCOMPARE(table.model.rowCount(), 5);
            QCOMPARE(table.cell(4, TrafficModel::Message), QStringLiteral("106"));
            table.model.setCapacity(2);
            QCOMPARE(table.model.rowCount(), 2);
            QCOMPARE(table.cell(0, TrafficModel::Message), QStringLiteral("105"));
            QCOMPARE(table.model.missed(), 0U);
        });
        check("What it has already is not shown twice, and what is missing is counted", [] {
            Table table;
            table.fill(1, 2);
            table.fill(1, 3);
            QCOMPARE(table.model.rowCount(), 3);
            table.fill(10, 1);
            QCOMPARE(table.model.missed(), 6U);
        });
        check("A pause keeps the view, counts, and shows what came afterwards", [] {
            Table table;
            table.fill(1, 2);
            table.model.setPaused(true);
            table.fill(3, 7);
            QCOMPARE(table.model.rowCount(), 2);
            QCOMPARE(table.model.waiting(), 7U);
            table.model.setPaused(false);
            QCOMPARE(table.model.rowCount(), 5);
            QCOMPARE(table.cell(4, TrafficModel::Message), QStringLiteral("9"));
            QCOMPARE(table.model.waiting(), 0U);
        });
        check("A message that was cut says how long it was", [] {
            Table table;
            table.add({entry(1, TraceKind::Sent, QByteArray(5000, 'x'))});
            QVERIFY(table.cell(0, TrafficModel::Message).endsWith(QStringLiteral("(cut: 5000 bytes)")));
        });
        check("Hostile bytes and reasons are one plain line", [] {
            Table table;
            table.add({entry(1, TraceKind::Received, "<b>\n\x1b[31m%1\xe2\x80\xae"), entry(2, TraceKind::Lost, "why\n\x01")});
            QCOMPARE(table.cell(0, TrafficModel::Message), QStringLiteral("<b>\\n\\x1b[31m%1\\xe2\\x80\\xae\\n"));
            QVERIFY(!table.cell(1, TrafficModel::Message).contains(u'\n'));
            QVERIFY(table.model.index(0, TrafficModel::Message).data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
        });
    }
    void model() { runCheck(); }

    void filter_data()
    {
        checkTable();
        static const auto mixed = [](Table &table) {
            auto asked = entry(1, TraceKind::Sent, "VOLT?\n");
            asked.device = QStringLiteral("psu/1");
            table.add({asked, entry(2, TraceKind::Received, "5.0"), entry(3, TraceKind::Late, "old"), entry(4, TraceKind::TimedOut, "X?"),
                       entry(5, TraceKind::Lost, "reset")});
        };
        check("By direction", [] {
            Table table;
            mixed(table);
            table.filter.setWay(TrafficWay::Sent);
            QCOMPARE(table.filter.rowCount(), 1);
            table.filter.setWay(TrafficWay::Received);
            QCOMPARE(table.filter.rowCount(), 2);
        });
        check("Errors only", [] {
            Table table;
            mixed(table);
            table.filter.setErrorsOnly(true);
            QCOMPARE(table.filter.rowCount(), 3);
        });
        check("By device", [] {
            Table table;
            mixed(table);
            table.filter.setDevice(QStringLiteral("psu/1"));
            QCOMPARE(table.filter.rowCount(), 1);
        });
        check("By text, whatever its case, and by bytes", [] {
            Table table;
            mixed(table);
            table.filter.setText(QStringLiteral("volt"));
            QCOMPARE(table.filter.rowCount(), 1);
            table.filter.setText(QStringLiteral("35 2e 30"));
            QCOMPARE(table.filter.rowCount(), 1);
            QCOMPARE(table.filter.sourceRow(0), 1);
        });
    }
    void filter() { runCheck(); }

    void scripts_data()
    {
        checkTable();
        check("It has the messages, their spacing, and the expected replies", [] {
            const auto text = script({entry(1, TraceKind::Sent, "VOLT?\n"), entry(3, TraceKind::Received, "5\"0\\")});
            QVERIFY2(text.contains(QStringLiteral("(\"send\", 0.000000, b\"VOLT?\\n\", False),")), qPrintable(text));
            QVERIFY2(text.contains(QStringLiteral("(\"expect\", 0.020000, b\"5\\\"0\\\\\", b\"\\n\", True, 5.000000),")), qPrintable(text));
            QVERIFY(text.contains(QStringLiteral("ADDRESS = \"tcp://127.0.0.1:5025\"")));
        });
        check("A message that may write is marked, a cut one is not sent, and what was out of order is a remark", [] {
            const auto text = script({entry(1, TraceKind::Sent, "ON\n", MessageClass::Write), entry(2, TraceKind::Sent, QByteArray(300, 'x')),
                                      entry(3, TraceKind::Unsolicited, "hello")});
            QVERIFY2(text.contains(QStringLiteral("b\"ON\\n\", True),")), qPrintable(text));
            QVERIFY(text.contains(QStringLiteral("(\"cut\", ")));
            QVERIFY(text.contains(QStringLiteral("    # 0.020000 s: nobody had asked for b\"hello\"")));
        });
        check("Hostile names and bytes cannot leave their places", [] {
            const auto text = script({entry(1, TraceKind::Sent, "\"\nimport os\n"), entry(2, TraceKind::Lost, "a\nimport os")},
                                     QStringLiteral("x\nimport os\u202e\"\"\""));
            for (const auto letter : text)
                QVERIFY(letter == u'\n' || (letter >= u' ' && letter <= u'~'));
            QCOMPARE(text.count(QStringLiteral("\nimport os")), 1);
        });
    }
    void scripts() { runCheck(); }
};

PODIUM_TEST_MAIN(TstTrafficModel)
#include "tst_trafficmodel.moc"
