// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/taskbench.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

// The promise rules D1 to D32. D28 is in tst_combine, D29 in tst_scheduler, D30 in tst_taskdeadline, the pause of D32 in
// tst_job, D9 to D16 and D23 to D27 are in tst_thenhandlers, D17 to D22 in
// tst_thenprogress.
namespace
{
template <class T>
concept Settles = requires(T &task) { task.settle(Outcome::Succeeded, nullptr, std::nullopt); };
template <class T>
concept Cancels = requires(T &task) { task.cancel(CancelReason::User); };

void outcomes()
{
    check("D1: a settled task never changes, whoever tries", [] {
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1ms, 3); });
        e.advance(1ms);
        task.cancel();
        QVERIFY(!task.record()->settle(Outcome::Failed, std::make_exception_ptr(std::runtime_error("late")), {}));
        task.record()->publishProgress({0.5, u"late"_qs, {}});
        e.advance(1ms);
        QVERIFY(task.info().succeeded());
        QCOMPARE(task.info().progress, -1.0);
        QCOMPARE(task.result(), 3);
    });
    check("D2: who holds a handle can look and cancel, but not settle", [] {
        static_assert(Cancels<Task<int>> && !Settles<Task<int>> && Settles<TaskRecord>);
        ManualEngine e;
        const auto task = e.start([] { return valueAfter(1h); });
        const std::vector handles{task, task};
        handles.back().cancel();
        QCOMPARE(task.info().outcome, Outcome::Cancelled);
    });
    check("D3: value, failure, cancellation and timeout are told apart", [] {
        ManualEngine e;
        const auto value = e.start([] { return valueAfter(1ms); });
        const auto failure = e.start([] { return failAfter(1ms); });
        const auto cancelled = e.start([] { return valueAfter(1h); });
        const auto late = e.start([] { return valueAfter(1h); }, withDeadline(1ms));
        cancelled.cancel();
        e.advance(1ms);
        QVERIFY(value.info().succeeded());
        QCOMPARE(errorOf(failure).kind(), ErrorKind::Device);
        QCOMPARE(cancelled.info().outcome, Outcome::Cancelled);
        QCOMPARE(cancelled.info().errorKind, std::nullopt);
        QCOMPARE(errorOf(late).kind(), ErrorKind::Timeout);
    });
    check("D4: then() returns a new handle, and a null handler passes the value on", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([] { return valueAfter(1ms, 20); });
        const Task<int> same = task.then(&context, nullptr);
        const Task<QString> text = same.then(&context, [](int value) { return QString::number(value + 1); });
        e.advance(1ms);
        QCOMPARE(same.result(), 20);
        QCOMPARE(text.result(), u"21"_qs);
        QCOMPARE(text.info().label, u"task"_qs);
    });
    check("D5: a failure skips success handlers down to the next failure handler", [] {
        ManualEngine e;
        QObject context;
        QStringList log;
        e.start([] { return failAfter(1ms); })
            .then(&context, [&] { log << u"one"_qs; })
            .then(&context, [&] { log << u"two"_qs; })
            .then(&context, [&] { log << u"three"_qs; }, [&](const Error &error) { log << error.message(); })
            .then(&context, [&] { log << u"four"_qs; });
        e.advance(1ms);
        QCOMPARE(log, (QStringList{u"the device said no"_qs, u"four"_qs}));
    });
    check("D6: a success handler that throws fails the derived handle, with any type", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([] { return valueAfter(1ms); });
        const auto odd = task.then(&context, [](int) { throw 42; });
        const auto plain = task.then(&context, [](int) -> int { throw std::out_of_range("far"); });
        e.advance(1ms);
        QVERIFY_THROWS_EXCEPTION(int, odd.result());
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, plain.result());
        QVERIFY(task.info().succeeded());
    });
    check("D7: a failure handler gets the reason, and recovers by returning", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([]() -> Op<int> { throw Error(ErrorKind::Device, u"NAK"_qs); co_return 1; });
        const auto recovered = task.then(&context, [](int value) { return value; },
                                         [](const Error &error) { return static_cast<int>(error.message().size()); });
        const auto again = task.then(&context, [](int value) { return value; },
                                     [](const Error &) -> int { throw Error(ErrorKind::Internal, u"worse"_qs); });
        e.advance(0ms);
        QCOMPARE(recovered.result(), 3);
        QCOMPARE(errorOf(again).message(), u"worse"_qs);
    });
    check("D7: failure handlers match by exception type, and one that does not match passes the failure on", [] {
        ManualEngine e;
        QObject context;
        const auto task = e.start([]() -> Op<int> { throw std::out_of_range("far"); co_return 1; });
        const auto other = task.then(&context, nullptr, [](const std::bad_alloc &) { return 1; });
        const auto match = other.then(&context, nullptr, [](const std::out_of_range &) { return 2; });
        const auto asError = task.then(&context, nullptr, [](const Error &error) { return error.message() == u"far" ? 3 : 0; });
        const auto raw = task.then(&context, nullptr, [](const std::exception_ptr &error) { return error ? 4 : 0; });
        e.advance(0ms);
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, other.result());
        QCOMPARE(match.result(), 2);
        QCOMPARE(asError.result(), 3);
        QCOMPARE(raw.result(), 4);
    });
    check("D7: a failure handler that returns nothing cannot make up a value", [] {
        ManualEngine e;
        QObject context;
        int told = 0;
        const auto task = e.start([]() -> Op<int> { throw Error(ErrorKind::Device, u"NAK"_qs); co_return 1; });
        const auto derived = task.then(&context, nullptr, [&](const Error &) { ++told; });
        e.advance(0ms);
        QCOMPARE(told, 1);
        QCOMPARE(errorOf(derived).message(), u"NAK"_qs);
    });
    check("D8: cancellation passes down a chain that has failure handlers, and runs none of them", [] {
        ManualEngine e;
        QObject context;
        int ran = 0;
        const auto task = e.start([] { return valueAfter(1h); });
        const auto end = task.then(&context, [&](int) { ++ran; }, [&](const Error &) { ++ran; })
                             .then(&context, [&] { ++ran; }, [&](const std::exception_ptr &) { ++ran; });
        task.cancel(CancelReason::Stopped);
        QCOMPARE(end.info().outcome, Outcome::Cancelled);
        QCOMPARE(end.info().reason, CancelReason::Stopped);
        QCOMPARE(ran, 0);
    });
    check("D26: the result of a cancelled, failed or unfinished handle is an exception, never a crash", [] {
        ManualEngine e;
        QObject context;
        const auto failed = e.start([]() -> Op<int> { throw Error(ErrorKind::Device, u"NAK"_qs); co_return 1; });
        const auto cancelled = e.start([] { return valueAfter(1h); });
        const auto derived = cancelled.then(&context, nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, derived.result());
        cancelled.cancel();
        QVERIFY_THROWS_EXCEPTION(Error, failed.result());
        QVERIFY_THROWS_EXCEPTION(Cancelled, cancelled.result());
        QVERIFY_THROWS_EXCEPTION(Cancelled, derived.result());
    });
    check("D31: a failure that nobody looked at is logged once", [] {
        const LogCatcher log;
        ManualEngine e;
        QObject context;
        e.start([] { return failAfter(0ms, u"unseen"_qs); }).then(&context, [] {}).then(&context, [] {});
        e.start([] { return failAfter(0ms, u"seen"_qs); }).then(&context, [] {}, [](const Error &) {});
        e.advance(0ms);
        QCOMPARE(log.lines(), QStringList{u"task: failed unseen: unseen"_qs});
    });
}
} // namespace

class TestThen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void then_data()
    {
        checkTable();
        outcomes();
    }
    void then() { runCheck(); }
};

PODIUM_TEST_MAIN(TestThen)
#include "tst_then.moc"
