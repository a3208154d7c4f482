// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tailview.h"

#include "tests/support/testmain.h"
#include "tests/ui/trafficdesk.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"
#include "ui/traffic/linktraffic.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QWheelEvent>

using namespace podium;
using namespace podium::tests;

namespace
{
constexpr int capacity = 200;

/// A full list of either kind, with numbered lines, and what an operator sees of it.
struct Desk {
    virtual ~Desk() = default;
    /// So many lines more, with a look at the screen after every few.
    virtual void add(int lines, int atOnce) = 0;
    virtual ui::TailView &view() = 0;
    virtual QLineEdit &filter() = 0;
    virtual int column() const = 0;

    QString at(const QModelIndex &index) { return index.siblingAtColumn(column()).data().toString(); }
    QString onTop() { return at(view().indexAt({2, 2})); }
    /// The last line, if it is seen and not cut.
    QString lastSeen()
    {
        const auto last = view().model()->index(view().model()->rowCount() - 1, 0);
        const auto place = view().visualRect(last);
        return view().viewport()->rect().contains(QRect(view().viewport()->rect().left(), place.top(), 1, place.height())) ? at(last) : QString();
    }
    void look()
    {
        QCoreApplication::processEvents();
        view().grab();
    }
    void wheel(int notches)
    {
        const QPointF middle = view().viewport()->rect().center();
        for (int i = 0; i < std::abs(notches); ++i) {
            QWheelEvent event(middle, view().viewport()->mapToGlobal(middle), {}, {0, notches > 0 ? 120 : -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view().viewport(), &event);
        }
    }

    int count = 0;
};

struct LogDesk final : Desk {
    LogDesk()
    {
        panel.resize(700, 237);
        panel.show();
        look();
    }
    void add(int lines, int atOnce) override
    {
        for (int i = 0; i < lines; ++i) {
            log.add(ui::LogLevel::Info, QStringLiteral("m"), QStringLiteral("line %1").arg(++count));
            if (i % atOnce == atOnce - 1)
                look();
        }
        look();
    }
    ui::TailView &view() override { return *panel.findChild<ui::TailView *>(); }
    QLineEdit &filter() override { return *panel.findChild<QLineEdit *>(); }
    int column() const override { return ui::LogModel::Text; }

    ui::LogModel log{capacity};
    ui::LogPanel panel{log};
};

struct LinkDesk final : Desk {
    LinkDesk()
    {
        desk.panel->resize(1000, 337);
        desk.panel->shown()->model().setCapacity(capacity);
        look();
    }
    void add(int lines, int atOnce) override
    {
        for (int i = 0; i < lines; ++i) {
            desk.rack->note(TraceKind::Sent, "line " + QByteArray::number(++count));
            if (i % atOnce == atOnce - 1)
                desk.settle(), look();
        }
        desk.settle();
        look();
    }
    ui::TailView &view() override { return desk.panel->view(); }
    QLineEdit &filter() override { return desk.named<QLineEdit>("Filter of the traffic"); }
    int column() const override { return ui::TrafficModel::Message; }

    TrafficDesk desk;
};

void list(const char *sentence, void (*body)(Desk &))
{
    const auto row = [sentence, body](const char *name, const std::function<std::unique_ptr<Desk>()> &make) {
        check(qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(name), QString::fromUtf8(sentence))), [make, body] {
            const auto desk = make();
            body(*desk);
        });
    };
    row("Log", [] { return std::make_unique<LogDesk>(); });
    row("Traffic", [] { return std::make_unique<LinkDesk>(); });
}
} // namespace

/// Lists that grow at the end and lose their oldest lines, with wheel and keys.
class TstTailView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists_data()
    {
        checkTable();
        list("the newest line is seen whole while the list fills", [](Desk &desk) {
            for (int i = 0; i < 20; ++i) {
                desk.add(7, 3);
                QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
            }
        });
        list("the newest line is seen whole in a full list that loses its oldest", [](Desk &desk) {
            desk.add(capacity, 50);
            for (const int atOnce : {1, 7, 40, capacity + 10}) {
                desk.add(atOnce, atOnce);
                QCOMPARE(desk.view().model()->rowCount(), capacity);
                QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
            }
        });
        list("scrolled up it keeps the line on top while others come", [](Desk &desk) {
            desk.add(100, 50);
            desk.wheel(5);
            const auto top = desk.onTop();
            QVERIFY(desk.lastSeen().isEmpty());
            desk.add(50, 5);
            QCOMPARE(desk.onTop(), top);
        });
        list("scrolled up it keeps the line on top while the oldest ones go", [](Desk &desk) {
            desk.add(capacity, 50);
            desk.wheel(5);
            const auto top = desk.onTop();
            desk.add(20, 1);
            QCOMPARE(desk.onTop(), top);
            desk.add(60, 30);
            QCOMPARE(desk.onTop(), top);
        });
        list("a scroll between the arrival of lines and the next picture loses none", [](Desk &desk) {
            desk.add(capacity + 10, 50);
            desk.wheel(5);
            const auto top = desk.onTop();
            desk.add(30, 1000);
            desk.wheel(-1);
            desk.wheel(1);
            desk.look();
            QCOMPARE(desk.onTop(), top);
        });
        list("when the line on top goes itself, the oldest that is left stands there", [](Desk &desk) {
            desk.add(capacity, 50);
            QTest::keyClick(&desk.view(), Qt::Key_Home);
            desk.look();
            QCOMPARE(desk.onTop(), QStringLiteral("line 1"));
            desk.add(15, 5);
            QCOMPARE(desk.onTop(), QStringLiteral("line 16"));
        });
        list("a line that somebody chose and that goes moves nothing", [](Desk &desk) {
            desk.add(capacity, 50);
            QTest::keyClick(&desk.view(), Qt::Key_Home);
            desk.look();
            QTest::mouseClick(desk.view().viewport(), Qt::LeftButton, {}, QPoint(20, 20));
            QVERIFY(desk.view().currentIndex().isValid());
            desk.wheel(-100);
            QVERIFY(desk.view().isAtEnd());
            for (const int atOnce : {1, 10, 60}) {
                desk.add(atOnce, atOnce);
                QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
            }
        });
        list("scrolled to the end again it follows again", [](Desk &desk) {
            desk.add(capacity, 50);
            desk.wheel(9);
            desk.add(10, 1);
            QVERIFY(!desk.view().isAtEnd());
            for (int i = 0; i < 2; ++i) // the first press chooses a line at all
                QTest::keyClick(&desk.view(), Qt::Key_End);
            desk.add(10, 1);
            QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
            desk.wheel(3);
            desk.wheel(-30);
            desk.add(10, 3);
            QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
        });
        list("another size shows the newest line whole all the same", [](Desk &desk) {
            desk.add(capacity + 5, 50);
            for (const int height : {260, 251, 402, 243}) {
                desk.view().window()->resize(900, height);
                desk.look();
                QCOMPARE(desk.lastSeen(), QStringLiteral("line %1").arg(desk.count));
            }
        });
        list("a filter that is taken off again leaves the newest line in view", [](Desk &desk) {
            desk.add(capacity, 50);
            desk.view().window()->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.view().window()));
            desk.filter().setFocus();
            QTest::keyClicks(&desk.filter(), QStringLiteral("line 19"));
            desk.look();
            QCOMPARE(desk.lastSeen(), QStringLiteral("line 199"));
            QTest::keyClick(&desk.filter(), Qt::Key_Escape);
            desk.look();
            QCOMPARE(desk.lastSeen(), QStringLiteral("line 200"));
        });
    }
    void lists() { runCheck(); }
};

PODIUM_TEST_MAIN(TstTailView)
#include "tst_tailview.moc"
