// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/inbox.h"

#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

#include <QThread>

using namespace podium::tests;

namespace
{
void rows()
{
    check("functions run later, in the order in which they were posted", [] {
        const auto inbox = Inbox::of(QThread::currentThread());
        QList<int> order;
        for (int i = 0; i < 5; ++i)
            inbox->post([&order, i] { order << i; });
        QVERIFY(order.isEmpty());
        QTRY_COMPARE(order, (QList{0, 1, 2, 3, 4}));
    });
    check("a function that opens an event loop does not hold up the others, nor their order", [] {
        const auto inbox = Inbox::of(QThread::currentThread());
        QList<int> order;
        QEventLoop dialog;
        inbox->post([&] {
            order << 1;
            dialog.exec();
            order << 4;
        });
        inbox->post([&] { order << 2; });
        inbox->post([&] {
            order << 3;
            dialog.quit();
        });
        QTRY_COMPARE(order, (QList{1, 2, 3, 4}));
    });
    check("a function that throws is logged, and the next one runs", [] {
        const LogCatcher log;
        bool ran = false;
        const auto inbox = Inbox::of(QThread::currentThread());
        inbox->post([] { throw std::runtime_error("bad"); });
        inbox->post([&] { ran = true; });
        QTRY_VERIFY(ran);
        QCOMPARE(log.count(u"bad"_qs), 1);
    });
    check("drain() runs what is queued, and refuses to nest", [] {
        const auto inbox = Inbox::of(QThread::currentThread());
        bool nested = true;
        inbox->post([&] { nested = inbox->drain(); });
        QVERIFY(inbox->drain());
        QVERIFY(!nested);
        QVERIFY(!inbox->drain());
    });
    check("what is posted to a thread that has ended is dropped at once", [] {
        std::shared_ptr<Inbox> inbox;
        std::thread([&] { inbox = Inbox::of(QThread::currentThread()); }).join();
        const auto token = std::make_shared<int>();
        inbox->post([token] {});
        QCOMPARE(token.use_count(), 1L);
    });
}
} // namespace

class TestInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inbox_data()
    {
        checkTable();
        rows();
    }
    void inbox() { runCheck(); }
};

PODIUM_TEST_MAIN(TestInbox)
#include "tst_inbox.moc"
