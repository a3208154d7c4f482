// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/journalfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace podium::engine;
using namespace podium::tests;

namespace
{
/// The program journalwriter, which the test kills.
class Writer
{
public:
    explicit Writer(const QString &file)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PODIUM_JOURNAL_WRITER), {file});
    }
    ~Writer() { kill(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void send(const QString &line)
    {
        m_process.write(line.toUtf8() + '\n');
        m_process.waitForBytesWritten();
    }
    QString answer()
    {
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead())
                return {};
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }

private:
    QProcess m_process;
};
} // namespace

/// What a kill at any moment may cost.
class TestJournalKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noAcknowledgedStopIsLostByAKill();
    void aKillLosesNoMoreThanASecondOfOrdinaryEntries();
};

void TestJournalKill::noAcknowledgedStopIsLostByAKill()
{
    JournalFolder place;
    QStringList acknowledged;
    for (int round = 0; round < 10; ++round) {
        Writer writer(place.file());
        QCOMPARE(writer.answer(), QStringLiteral("ready"));
        const int answers = 1 + round * 2;
        for (int i = 0; i < answers + 20; ++i)
            writer.send(QStringLiteral("stop %1 of round %2").arg(QString::number(i), QString::number(round)));
        for (int i = 0; i < answers; ++i)
            acknowledged << writer.answer();
        writer.kill(); // while it is busy with the other 20
        Journal journal(place.file());
        QCOMPARE(journal.problem(), QString());
        const auto found = texts(journal, {QString(), JournalKind::Stop, 100'000});
        for (const auto &stop : acknowledged)
            QVERIFY2(found.contains(stop), qPrintable(stop));
    }
}

void TestJournalKill::aKillLosesNoMoreThanASecondOfOrdinaryEntries()
{
    JournalFolder place;
    Writer writer(place.file());
    QCOMPARE(writer.answer(), QStringLiteral("ready"));
    QElapsedTimer clock;
    clock.start();
    QList<qint64> appended;
    while (clock.elapsed() < 2500) {
        if (appended.size() > clock.elapsed())
            continue; // a thousand a second, and not all that this machine can do
        const auto line = QStringLiteral("row %1").arg(appended.size());
        writer.send(line);
        QCOMPARE(writer.answer(), line);
        appended << clock.elapsed();
    }
    const auto killed = clock.elapsed();
    writer.kill();
    Journal journal(place.file());
    QCOMPARE(journal.problem(), QString());
    const auto found = texts(journal, {QString(), JournalKind::Refusal, 1'000'000});
    const auto safe = std::count_if(appended.begin(), appended.end(), [&](qint64 when) { return when < killed - 1000; });
    QVERIFY(safe > 0);
    QVERIFY2(found.size() >= safe, qPrintable(QStringLiteral("%1 of %2").arg(found.size()).arg(safe)));
    for (qsizetype i = 0; i < found.size(); ++i)
        QCOMPARE(found[i], QStringLiteral("row %1").arg(i)); // without a gap
}

PODIUM_TEST_MAIN(TestJournalKill)
#include "tst_journalkill.moc"
