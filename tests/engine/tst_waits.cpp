// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

namespace
{
void rows()
{
    check("the longest sleep there is does not end by itself", [] {
        ManualEngine e;
        const auto task = e.start([] { return wait(Duration::max()); });
        e.advance(24h);
        QVERIFY(!task.isFinished());
        task.cancel();
        QVERIFY(task.isFinished());
    });
    check("until() looks at once, and after each signal", [] {
        ManualEngine e;
        QObject sender;
        bool ready = false;
        const auto body = [&]() -> Op<void> {
            co_await until(&sender, &QObject::objectNameChanged, [&] { return ready; });
        };
        const auto task = e.start(body);
        sender.setObjectName(u"a"_qs);
        e.advance(0ms);
        QVERIFY(!task.isFinished());
        ready = true;
        sender.setObjectName(u"b"_qs);
        e.advance(0ms);
        QVERIFY(task.info().succeeded());
        const auto second = e.start(body);
        QVERIFY(second.info().succeeded());
    });
    check("until() fails when the sender goes, and when the condition throws", [] {
        ManualEngine e;
        auto sender = std::make_unique<QObject>();
        QObject other;
        const auto gone = e.start([&]() -> Op<void> {
            co_await until(sender.get(), &QObject::objectNameChanged, [] { return false; });
        });
        const auto thrown = e.start([&]() -> Op<void> {
            co_await until(&other, &QObject::objectNameChanged, [&]() -> bool {
                if (other.objectName().isEmpty())
                    return false;
                throw Error(ErrorKind::Device, u"odd state"_qs);
            });
        });
        sender.reset();
        other.setObjectName(u"a"_qs);
        e.advance(0ms);
        QCOMPARE(errorOf(gone).message(), u"What the operation was waiting for has been destroyed."_qs);
        QCOMPARE(errorOf(thrown).message(), u"odd state"_qs);
    });
    check("until() lets a cancel through and forgets the sender", [] {
        ManualEngine e;
        QObject sender;
        const auto task = e.start([&]() -> Op<void> {
            co_await until(&sender, &QObject::objectNameChanged, [] { return false; });
        });
        task.cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
        sender.setObjectName(u"a"_qs);
        e.advance(0ms);
    });
    check("operations that nest or loop by the ten thousand keep the stack flat", [] {
        struct Deep
        {
            static Op<int> down(int levels)
            {
                if (levels == 0)
                    co_return 0;
                co_return 1 + co_await down(levels - 1);
            }
            static Op<int> one() { co_return 1; }
            static Op<int> loop(int rounds)
            {
                int sum = 0;
                for (int i = 0; i < rounds; ++i)
                    sum += co_await one();
                co_return sum;
            }
        };
        ManualEngine e;
        QCOMPARE(e.start([] { return Deep::down(10'000); }).result(), 10'000);
        QCOMPARE(e.start([] { return Deep::loop(100'000); }).result(), 100'000);
    });
}
} // namespace

class TestWaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wait_data()
    {
        checkTable();
        rows();
    }
    void wait() { runCheck(); }
};

PODIUM_TEST_MAIN(TestWaits)
#include "tst_waits.moc"
