// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalqueue.h"
#include "tests/engine/journalfixture.h"
#include "tests/support/engineprobe.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const QString x = QStringLiteral("x.velocity");
const QString y = QStringLiteral("y.velocity");

/// "x 1>5*4" is four writes of x that were merged into one, from 1 to 5.
QStringList summary(JournalQueue &queue)
{
    std::vector<JournalEntry> entries;
    queue.takeAll(entries);
    QStringList all;
    for (const auto &entry : entries) {
        if (entry.kind == JournalKind::Write)
            all << QStringLiteral("%1 %2>%3*%4").arg(entry.address.left(1), valueText(entry.before), valueText(entry.after),
                                                     QString::number(entry.count));
        else
            all << QString(name(entry.kind));
    }
    return all;
}
} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEntryIsReadBackAsItWas();
    void theLastWritesOfAnAddressComeNewestFirst();
    void everyKindHasAName();
    void ordinaryEntriesAreWrittenByThemselves();
    void beyondTheLimitWritesOfOneParameterMerge();
    void mergingNeverCrossesAStop();
    void stopsRefusalsAndErrorsNeverMerge();
    void beyondTheLimitTrafficIsLeftOut();
    void belowTheLimitNothingMerges();
    void entriesOfManyThreadsAllArrive();
    void theNextSessionKnowsLatchMarksAndTasks();
    void whatWasConfirmedIsForgotten();
    void aSessionAfterACleanOneKnowsNothing();
};

void TestJournal::anEntryIsReadBackAsItWas()
{
    JournalFolder place;
    Journal journal(place.file());
    QVERIFY2(journal.isOn(), qPrintable(journal.problem()));
    auto sent = entry(JournalKind::Write, x, QStringLiteral("text; DROP TABLE entry; 'µ'"));
    sent.time = TimePoint(90s);
    sent.task = 12;
    sent.by = QStringLiteral("operator");
    sent.before = Quantity(0.1, Unit::parse(QStringLiteral("mm/s")));
    sent.after = Quantity(1e-30, Unit::parse(QStringLiteral("mm/s")));
    sent.count = 3;
    sent.outcome = QStringLiteral("Succeeded");
    sent.details[QStringLiteral("error")] = QStringLiteral("none");
    const auto earlier = QDateTime::currentDateTimeUtc().addSecs(-1);
    journal.append(sent);
    const auto found = rows(journal);
    QCOMPARE(found.size(), 1U);
    const auto &row = found.front();
    QCOMPARE(row.kind, JournalKind::Write);
    QCOMPARE(row.address, sent.address);
    QCOMPARE(row.text, sent.text);
    QVERIFY(row.time == 90s);
    QVERIFY(row.wall >= earlier && row.wall <= QDateTime::currentDateTimeUtc());
    QCOMPARE(row.task, 12U);
    QCOMPARE(row.by, sent.by);
    QCOMPARE(row.before, QStringLiteral("0.1 mm/s"));
    QCOMPARE(row.after, QStringLiteral("1e-30 mm/s"));
    QCOMPARE(row.count, 3);
    QCOMPARE(row.outcome, sent.outcome);
    QCOMPARE(row.details, sent.details);
}

void TestJournal::theLastWritesOfAnAddressComeNewestFirst()
{
    JournalFolder place;
    Journal journal(place.file());
    for (int i = 0; i < 10; ++i) {
        journal.append(writeOf(x, i, i + 1));
        journal.append(writeOf(y, 0, i));
        journal.append(entry(JournalKind::Refusal, x));
    }
    const auto found = rows(journal, {x, JournalKind::Write, 3});
    QCOMPARE(found.size(), 3U);
    QCOMPARE(found[0].after, QStringLiteral("10"));
    QCOMPARE(found[0].before, QStringLiteral("9"));
    QCOMPARE(found[2].after, QStringLiteral("8"));
    QCOMPARE(rows(journal, {x, std::nullopt, 100}).size(), 20U);
    QCOMPARE(rows(journal, {QString(), JournalKind::Refusal, 100}).size(), 10U);
    QVERIFY(rows(journal, {QStringLiteral("z.velocity"), JournalKind::Write, 3}).empty());
}

void TestJournal::everyKindHasAName()
{
    for (int i = 0; i <= static_cast<int>(JournalKind::Error); ++i) {
        const auto kind = static_cast<JournalKind>(i);
        QCOMPARE(journalKind(QString(name(kind))), std::optional(kind));
    }
    QCOMPARE(journalKind(u"SomethingNew"), std::optional<JournalKind>());
}

void TestJournal::ordinaryEntriesAreWrittenByThemselves()
{
    JournalFolder place;
    Journal writer(place.file());
    writer.append(entry(JournalKind::Refusal, x, QStringLiteral("no")));
    Journal other(place.file()); // a second connection sees only what is committed
    QTRY_COMPARE_WITH_TIMEOUT(texts(other), QStringList{QStringLiteral("no")}, 2000);
}

void TestJournal::beyondTheLimitWritesOfOneParameterMerge()
{
    JournalQueue queue(2);
    for (int i = 0; i < 6; ++i)
        queue.push(writeOf(x, i, i + 1));
    queue.push(writeOf(y, 0, 1));
    queue.push(writeOf(x, 6, 7));
    QCOMPARE(summary(queue), (QStringList{QStringLiteral("x 0>1*1"), QStringLiteral("x 1>2*1"), QStringLiteral("x 2>7*5"),
                                          QStringLiteral("y 0>1*1")}));
    QVERIFY(queue.isEmpty());
    queue.push(writeOf(x, 7, 8));
    QCOMPARE(summary(queue), QStringList{QStringLiteral("x 7>8*1")});
}

void TestJournal::mergingNeverCrossesAStop()
{
    JournalQueue queue(0);
    queue.push(writeOf(x, 0, 1));
    queue.push(writeOf(x, 1, 2));
    queue.push(entry(JournalKind::Stop));
    queue.push(writeOf(x, 2, 3));
    queue.push(writeOf(x, 3, 4));
    QCOMPARE(summary(queue), (QStringList{QStringLiteral("x 0>2*2"), QStringLiteral("Stop"), QStringLiteral("x 2>4*2")}));
}

void TestJournal::stopsRefusalsAndErrorsNeverMerge()
{
    JournalQueue queue(1);
    const QList<JournalKind> kinds{JournalKind::Stop, JournalKind::Refusal, JournalKind::Error, JournalKind::Receipt,
                                   JournalKind::Latch, JournalKind::TaskFinished};
    for (int round = 0; round < 1000; ++round)
        for (const auto kind : kinds)
            queue.push(entry(kind, x));
    QCOMPARE(summary(queue).size(), 1000 * kinds.size());
}

void TestJournal::beyondTheLimitTrafficIsLeftOut()
{
    JournalQueue queue(1);
    auto failed = entry(JournalKind::TaskFinished, x);
    failed.details[QStringLiteral("traffic")] = QStringLiteral("sent A?");
    failed.details[QStringLiteral("error")] = QStringLiteral("no answer");
    queue.push(failed);
    queue.push(failed);
    std::vector<JournalEntry> entries;
    queue.takeAll(entries);
    QCOMPARE(entries.size(), 2U);
    QCOMPARE(entries[0].details, failed.details);
    QCOMPARE(entries[1].details.keys(), QStringList{QStringLiteral("error")});
}

void TestJournal::belowTheLimitNothingMerges()
{
    JournalQueue queue(100);
    for (int i = 0; i < 100; ++i)
        queue.push(writeOf(x, i, i + 1));
    QCOMPARE(summary(queue).size(), 100);
}

void TestJournal::entriesOfManyThreadsAllArrive()
{
    JournalFolder place;
    Journal journal(place.file());
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&journal, thread] {
            for (int i = 0; i < 500; ++i)
                journal.append(entry(i % 100 == 0 ? JournalKind::Stop : JournalKind::Refusal, QString::number(thread),
                                     QString::number(i)));
        });
    for (auto &thread : threads)
        thread.join();
    for (int thread = 0; thread < 4; ++thread) {
        const auto found = texts(journal, {QString::number(thread), std::nullopt, 1000});
        QCOMPARE(found.size(), 500);
        QCOMPARE(found.front(), QStringLiteral("0")); // in the order in which their thread gave them
        QCOMPARE(found.back(), QStringLiteral("499"));
    }
}

void TestJournal::theNextSessionKnowsLatchMarksAndTasks()
{
    JournalFolder place;
    {
        Journal journal(place.file());
        QVERIFY(!journal.lastSession().latched);
        auto started = entry(JournalKind::TaskStarted, QStringLiteral("x"), QStringLiteral("move x"));
        started.task = 5;
        started.by = QStringLiteral("operator");
        journal.append(started);
        started.task = 6;
        journal.append(started);
        auto finished = entry(JournalKind::TaskFinished, QStringLiteral("x"));
        finished.task = 6;
        journal.append(finished);
        journal.append(entry(JournalKind::MotionStarted, QStringLiteral("x")));
        journal.append(entry(JournalKind::MotionStarted, QStringLiteral("z")));
        journal.append(entry(JournalKind::MotionEnded, QStringLiteral("z")));
        journal.append(with(entry(JournalKind::Latch), true));
        journal.append(with(entry(JournalKind::Receipt, QStringLiteral("y")), false));
    }
    Journal journal(place.file());
    const auto &last = journal.lastSession();
    QVERIFY(last.latched);
    QCOMPARE(last.unconfirmed, (QStringList{QStringLiteral("x"), QStringLiteral("y")}));
    QCOMPARE(last.interruptedTasks.size(), 1U);
    QCOMPARE(last.interruptedTasks.front(), (InterruptedTask{5, QStringLiteral("move x"), QStringLiteral("operator"), QStringLiteral("x")}));
    const auto told = rows(journal, {QString(), JournalKind::Error, 10});
    QCOMPARE(told.size(), 1U);
    QVERIFY2(told.front().text.contains(QStringLiteral("Task 5, move x, had not ended")), qPrintable(told.front().text));
}

void TestJournal::whatWasConfirmedIsForgotten()
{
    JournalFolder place;
    {
        Journal journal(place.file());
        journal.append(with(entry(JournalKind::Latch), true));
        journal.append(entry(JournalKind::MotionStarted, QStringLiteral("x")));
        journal.append(with(entry(JournalKind::Receipt, QStringLiteral("y")), false));
        journal.append(with(entry(JournalKind::Receipt, QStringLiteral("z")), Value()));
    }
    {
        Journal journal(place.file());
        QCOMPARE(journal.lastSession().unconfirmed, (QStringList{QStringLiteral("x"), QStringLiteral("y")}));
        journal.append(with(entry(JournalKind::Receipt, QStringLiteral("x")), true));
        journal.append(with(entry(JournalKind::Latch), false));
    }
    Journal journal(place.file());
    QVERIFY(!journal.lastSession().latched);
    QCOMPARE(journal.lastSession().unconfirmed, QStringList{QStringLiteral("y")});
}

void TestJournal::aSessionAfterACleanOneKnowsNothing()
{
    JournalFolder place;
    {
        Journal journal(place.file());
        journal.append(entry(JournalKind::Refusal, x, QStringLiteral("no")));
    }
    Journal journal(place.file());
    QVERIFY(!journal.lastSession().latched);
    QVERIFY(journal.lastSession().unconfirmed.isEmpty());
    QVERIFY(journal.lastSession().interruptedTasks.empty());
    QCOMPARE(texts(journal), QStringList{QStringLiteral("no")});
    QCOMPARE(rows(journal).front().session, 1);
}

PODIUM_TEST_MAIN(TestJournal)
#include "tst_journal.moc"
