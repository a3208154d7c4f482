// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"

#include "engine/dispatch/boundedqueue.h"
#include "engine/locks/lockwait.h"
#include "tests/support/hubfixture.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
Op<void> steps(int count)
{
    for (int i = 1; i <= count; ++i) {
        report(static_cast<double>(i) / count, QStringLiteral("step %1").arg(i));
        co_await sleep(10ms);
    }
}

Op<void> withChild()
{
    const auto child = spawn(QStringLiteral("child"), steps(100));
    co_await child;
}

Op<void> hold(Lockable &what, Duration time)
{
    const auto guard = co_await lock({&what}, QStringLiteral("alignment"));
    co_await sleep(time);
}

TaskInfo change(TaskId id, int number)
{
    TaskInfo info;
    info.id = id;
    info.progressText = QString::number(number);
    return info;
}

struct TaskWatcher {
    std::vector<TaskInfo> got;
    QStringList texts(const QString &label) const
    {
        QStringList result;
        for (const auto &info : got)
            if (info.label == label && (result.isEmpty() || result.last() != info.progressText))
                result << info.progressText;
        return result;
    }
};
} // namespace

class TestHubFeeds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeOfATaskComesInOrder();
    void theActiveTasksComeFirst();
    void tasksThatAreShownAgainBeginWithTheActiveOnes();
    void locksComeAndGo();
    void theLocksThatAreHeldComeFirst();
    void aDeviceTellsItsState_data();
    void aDeviceTellsItsState();
    void messagesGoToThoseWhoAskedForThem();
    void messagesHaveNoCurrentValue();
    void aFullQueueOfTasksKeepsTheLastChangeOfEach();
    void aFullQueueOfTooManyTasksDropsTheOldest();
};

void TestHubFeeds::everyChangeOfATaskComesInOrder()
{
    HubFixture f;
    TaskWatcher watcher;
    const auto subscription =
        f.hub.subscribeTasks(&f.context, [&](const TaskInfo &info) { watcher.got.push_back(info); });
    f.advance(1s);
    QVERIFY(watcher.got.empty());
    const auto task = f.engine.run(QStringLiteral("walk"), steps(5));
    f.advance(1s);
    QCOMPARE(watcher.texts(QStringLiteral("walk")).filter(QStringLiteral("step")),
             (QStringList{QStringLiteral("step 1"), QStringLiteral("step 2"), QStringLiteral("step 3"),
                          QStringLiteral("step 4"), QStringLiteral("step 5")}));
    QCOMPARE(watcher.got.front().state, TaskState::Queued);
    QCOMPARE(watcher.got.back().state, TaskState::Finished);
    QVERIFY(watcher.got.back().succeeded());
    for (std::size_t i = 1; i < watcher.got.size(); ++i)
        QVERIFY(watcher.got[i].state >= watcher.got[i - 1].state);
}

void TestHubFeeds::theActiveTasksComeFirst()
{
    HubFixture f;
    const auto gone = f.engine.run(QStringLiteral("gone"), steps(1));
    f.advance(1s);
    const auto parent = f.engine.run(QStringLiteral("parent"), withChild());
    f.advance(100ms);
    TaskWatcher watcher;
    const auto subscription =
        f.hub.subscribeTasks(&f.context, [&](const TaskInfo &info) { watcher.got.push_back(info); });
    QVERIFY(watcher.got.empty()); // never inside the call
    f.advance(0ms);
    QVERIFY(watcher.got.size() >= 2);
    QCOMPARE(watcher.got[0].label, QStringLiteral("parent"));
    QCOMPARE(watcher.got[1].label, QStringLiteral("child"));
    QCOMPARE(watcher.got[1].parent, parent.id());
    QVERIFY(watcher.texts(QStringLiteral("gone")).isEmpty());
}

void TestHubFeeds::tasksThatAreShownAgainBeginWithTheActiveOnes()
{
    HubFixture f;
    TaskWatcher watcher;
    auto subscription = f.hub.subscribeTasks(&f.context, [&](const TaskInfo &info) { watcher.got.push_back(info); });
    subscription.setActive(false);
    const auto first = f.engine.run(QStringLiteral("first"), steps(3));
    f.advance(1s);
    const auto second = f.engine.run(QStringLiteral("second"), steps(100));
    f.advance(100ms);
    QVERIFY(watcher.got.empty());
    subscription.setActive(true);
    f.advance(100ms);
    QVERIFY(!watcher.got.empty());
    QVERIFY(watcher.texts(QStringLiteral("first")).isEmpty());
    QVERIFY(watcher.texts(QStringLiteral("second")).size() > 5);
}

void TestHubFeeds::locksComeAndGo()
{
    HubFixture f;
    std::vector<LockInfo> got;
    const auto subscription = f.hub.subscribeLocks(&f.context, [&](const LockInfo &info) { got.push_back(info); });
    const auto holder = f.engine.run(QStringLiteral("align"), hold(f.axis.lockable(), 100ms));
    const auto waiter = f.engine.run(QStringLiteral("scan"), hold(f.axis.lockable(), 100ms));
    f.advance(1s);
    const auto has = [&](TaskId who, const std::vector<TaskId> &waiters) {
        return std::any_of(got.begin(), got.end(), [&](const LockInfo &info) {
            return info.address == QLatin1String("stage/x") && info.holder == who && info.waiters == waiters;
        });
    };
    QVERIFY(has(holder.id(), {}));
    QVERIFY(has(holder.id(), {waiter.id()}));
    QVERIFY(has(waiter.id(), {}));
    QCOMPARE(got.back().holder, 0U);
}

void TestHubFeeds::theLocksThatAreHeldComeFirst()
{
    HubFixture f;
    const auto holder = f.engine.run(QStringLiteral("align"), hold(f.axis.lockable(), 1h));
    f.advance(1s);
    std::vector<LockInfo> got;
    const auto subscription = f.hub.subscribeLocks(&f.context, [&](const LockInfo &info) { got.push_back(info); });
    f.advance(1s);
    QCOMPARE(got.size(), 1U);
    QCOMPARE(got[0].address, QStringLiteral("stage/x"));
    QCOMPARE(got[0].holder, holder.id());
}

using Change = std::function<void(HubFixture &)>;
using Check = std::function<bool(const DeviceStatus &)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Check)

void TestHubFeeds::aDeviceTellsItsState_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Check>("check");
    const auto row = [](const char *name, const Change &change, const Check &check) { QTest::newRow(name) << change << check; };
    row(
        "that it moves", [](HubFixture &f) { f.axis.setState(DeviceState::Moving); },
        [](const DeviceStatus &s) { return s.state == DeviceState::Moving; });
    row(
        "why it is gone", [](HubFixture &f) { f.axis.close(); },
        [](const DeviceStatus &s) {
            return s.state == DeviceState::Disconnected && s.reason == QLatin1String("closed");
        });
    row(
        "that it is write-protected",
        [](HubFixture &f) {
            f.axis.setProtection({Protection::Kind::Plain, QStringLiteral("Ann"), QStringLiteral("glass")});
        },
        [](const DeviceStatus &s) { return s.protection.by == QLatin1String("Ann"); });
    row(
        "that it is locked", [](HubFixture &f) { f.engine.run(QStringLiteral("align"), hold(f.axis.lockable(), 1h)); },
        [](const DeviceStatus &s) { return s.lock && s.lock->label == QLatin1String("align"); });
    row(
        "that the device above is locked",
        [](HubFixture &f) { f.engine.run(QStringLiteral("align"), hold(f.stage.lockable(), 1h)); },
        [](const DeviceStatus &s) { return s.lock && s.lock->label == QLatin1String("align"); });
}

void TestHubFeeds::aDeviceTellsItsState()
{
    QFETCH(Change, change);
    QFETCH(Check, check);
    HubFixture f;
    std::vector<DeviceStatus> got;
    const auto subscription = f.hub.subscribeDevice(QStringLiteral("stage/x"), &f.context,
                                                    [&](const DeviceStatus &status) { got.push_back(status); });
    f.advance(1s);
    QCOMPARE(got.size(), 1U);
    QCOMPARE(got[0].state, DeviceState::Standby);
    QVERIFY(!check(got[0]));
    change(f);
    f.advance(1s);
    QCOMPARE(got.size(), 2U);
    QVERIFY(check(got[1]));
}

void TestHubFeeds::messagesGoToThoseWhoAskedForThem()
{
    HubFixture f;
    QVariantList found;
    QVariantList others;
    const auto subscription = f.hub.subscribeMessages(QStringLiteral("stage/x"), QStringLiteral("found"), &f.context,
                                                      [&](const QVariant &payload) { found << payload; });
    const auto other = f.hub.subscribeMessages(QStringLiteral("stage"), QStringLiteral("found"), &f.context,
                                               [&](const QVariant &payload) { others << payload; });
    Q_EMIT f.axis.message(QStringLiteral("found"), 1.5);
    Q_EMIT f.axis.message(QStringLiteral("lost"), 2.5);
    f.hub.publish(QStringLiteral("stage/x"), QStringLiteral("found"), QStringLiteral("edge"));
    f.advance(1s);
    QCOMPARE(found, (QVariantList{1.5, QStringLiteral("edge")}));
    QVERIFY(others.isEmpty());
}

void TestHubFeeds::messagesHaveNoCurrentValue()
{
    HubFixture f;
    QVariantList got;
    Q_EMIT f.axis.message(QStringLiteral("found"), 1);
    auto subscription = f.hub.subscribeMessages(QStringLiteral("stage/x"), QStringLiteral("found"), &f.context,
                                                [&](const QVariant &payload) { got << payload; });
    f.advance(1s);
    subscription.setActive(false);
    Q_EMIT f.axis.message(QStringLiteral("found"), 2);
    subscription.setActive(true);
    f.advance(1s);
    QVERIFY(got.isEmpty());
    Q_EMIT f.axis.message(QStringLiteral("found"), 3);
    f.advance(1s);
    QCOMPARE(got, QVariantList{3});
}

void TestHubFeeds::aFullQueueOfTasksKeepsTheLastChangeOfEach()
{
    BoundedQueue<TaskInfo> queue(100);
    for (int i = 0; i < 1000; ++i)
        queue.push(change(static_cast<TaskId>(i % 10), i));
    QCOMPARE(queue.takeLost(), 0U);
    const auto items = queue.takeItems();
    QVERIFY(items.size() <= 100);
    for (std::size_t i = 1; i < items.size(); ++i)
        QVERIFY(items[i].progressText.toInt() > items[i - 1].progressText.toInt());
    for (int i = 1; i <= 10; ++i)
        QCOMPARE(items[items.size() - static_cast<std::size_t>(i)].progressText.toInt(), 1000 - i);
}

void TestHubFeeds::aFullQueueOfTooManyTasksDropsTheOldest()
{
    BoundedQueue<TaskInfo> queue(100);
    for (int i = 0; i < 1000; ++i)
        queue.push(change(static_cast<TaskId>(i), i));
    const auto lost = queue.takeLost();
    const auto items = queue.takeItems();
    QVERIFY(items.size() <= 100 && items.size() >= 50);
    QCOMPARE(lost + items.size(), 1000U);
    QCOMPARE(items.back().id, 999U);
    QCOMPARE(items.front().id, 1000U - items.size());
}

#include "tst_hubfeeds.moc"

PODIUM_TEST_MAIN(TestHubFeeds)
