// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/journalfixture.h"
#include "tests/support/engineprobe.h"
#include "tests/support/testmain.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A second program that holds the file.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &file)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        m_database.setDatabaseName(file);
        m_database.open();
    }
    ~OtherProgram()
    {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
    }
    QString run(const QString &statement)
    {
        QSqlQuery query(m_database);
        query.exec(statement);
        return query.lastError().databaseText();
    }

private:
    QSqlDatabase m_database;
};

void overwrite(const QString &path, qint64 from)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > from);
    QVERIFY(file.seek(from));
    const QByteArray rubbish(static_cast<int>(file.size() - from), '\x5a');
    QCOMPARE(file.write(rubbish), rubbish.size());
}
} // namespace

class TestJournalFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCorruptFileIsSetAsideAndANewOneBegun_data();
    void aCorruptFileIsSetAsideAndANewOneBegun();
    void aFileThatBreaksInUseIsSetAsideWithItsMarksKept();
    void whereNoFileCanBeTheJournalIsOff_data();
    void whereNoFileCanBeTheJournalIsOff();
    void aFileThatAnotherProgramHoldsTurnsItOff();
    void aFileThatIsHeldForAWhileIsWrittenLater();
    void aFileOfANewerPodiumIsLeftAlone();
};

void TestJournalFaults::aCorruptFileIsSetAsideAndANewOneBegun_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("a file that is no database") << qint64(0);
    QTest::newRow("a file whose first page is whole and the rest is not") << qint64(4096);
}

void TestJournalFaults::aCorruptFileIsSetAsideAndANewOneBegun()
{
    QFETCH(qint64, from);
    JournalFolder place;
    LogCatcher log;
    {
        Journal journal(place.file());
        for (int i = 0; i < 1000; ++i)
            journal.append(entry(JournalKind::Refusal, QStringLiteral("x"), QString::number(i)));
    }
    overwrite(place.file(), from);
    Journal journal(place.file());
    QVERIFY2(journal.isOn(), qPrintable(journal.problem()));
    QVERIFY2(journal.problem().contains(QStringLiteral("It is kept as")), qPrintable(journal.problem()));
    QCOMPARE(log.lines().size(), 1);
    QCOMPARE(QDir(place.folder.path()).entryList({QStringLiteral("*.corrupt-*")}).size(), 1);
    journal.append(entry(JournalKind::Stop, QStringLiteral("all"), QStringLiteral("after")));
    QCOMPARE(texts(journal), QStringList{QStringLiteral("after")});
}

void TestJournalFaults::aFileThatBreaksInUseIsSetAsideWithItsMarksKept()
{
    JournalFolder place;
    LogCatcher log;
    {
        Journal journal(place.file());
        journal.append(with(entry(JournalKind::Latch), true));
        journal.append(entry(JournalKind::MotionStarted, QStringLiteral("x")));
        journal.sync().waitForFinished();
        OtherProgram other(place.file());
        QCOMPARE(other.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")), QString());
        overwrite(place.file(), 0);
        for (int i = 0; i < 100; ++i)
            journal.append(entry(JournalKind::Stop, QStringLiteral("all"), QString::number(i)));
        QCOMPARE(texts(journal, {QStringLiteral("all"), JournalKind::Stop, 1000}).size(), 100);
        QVERIFY2(journal.problem().contains(QStringLiteral("It is kept as")), qPrintable(journal.problem()));
    }
    Journal journal(place.file());
    QVERIFY(journal.lastSession().latched);
    QCOMPARE(journal.lastSession().unconfirmed, QStringList{QStringLiteral("x")});
}

void TestJournalFaults::whereNoFileCanBeTheJournalIsOff_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("a folder that does not exist") << QStringLiteral("nowhere/journal.sqlite");
    QTest::newRow("a folder in the place of the file") << QStringLiteral(".");
    QTest::newRow("a folder that cannot be written") << QStringLiteral("/proc/journal.sqlite");
}

void TestJournalFaults::whereNoFileCanBeTheJournalIsOff()
{
    QFETCH(QString, file);
    JournalFolder place;
    LogCatcher log;
    Journal journal(QDir(place.folder.path()).absoluteFilePath(file));
    QVERIFY(!journal.isOn());
    QVERIFY2(journal.problem().contains(QStringLiteral("Nothing is recorded")), qPrintable(journal.problem()));
    QVERIFY(journal.problem().contains(file == QStringLiteral(".") ? place.folder.path() : file));
    QCOMPARE(log.lines().size(), 1);
    journal.append(entry(JournalKind::Stop));
    QVERIFY_THROWS_EXCEPTION(Error, journal.find({}).result());
    QVERIFY_THROWS_EXCEPTION(Error, journal.sync().waitForFinished());
    QVERIFY(!journal.lastSession().latched);
}

void TestJournalFaults::aFileThatAnotherProgramHoldsTurnsItOff()
{
    JournalFolder place;
    LogCatcher log;
    OtherProgram other(place.file());
    QCOMPARE(other.run(QStringLiteral("BEGIN EXCLUSIVE")), QString());
    const QElapsedTimer clock = [] {
        QElapsedTimer started;
        started.start();
        return started;
    }();
    Journal journal(place.file());
    QVERIFY(clock.elapsed() < 3000);
    QVERIFY(!journal.isOn());
    QVERIFY2(journal.problem().contains(QStringLiteral("locked")), qPrintable(journal.problem()));
}

void TestJournalFaults::aFileThatIsHeldForAWhileIsWrittenLater()
{
    JournalFolder place;
    LogCatcher log;
    Journal journal(place.file());
    OtherProgram other(place.file());
    QCOMPARE(other.run(QStringLiteral("BEGIN IMMEDIATE")), QString());
    journal.append(entry(JournalKind::Stop, QStringLiteral("all"), QStringLiteral("held")));
    QTRY_VERIFY(journal.problem().contains(QStringLiteral("waits in memory")));
    journal.append(entry(JournalKind::Refusal, QStringLiteral("x"), QStringLiteral("later")));
    QCOMPARE(other.run(QStringLiteral("ROLLBACK")), QString());
    QTRY_COMPARE(journal.problem(), QString());
    QCOMPARE(texts(journal), (QStringList{QStringLiteral("held"), QStringLiteral("later")}));
}

void TestJournalFaults::aFileOfANewerPodiumIsLeftAlone()
{
    JournalFolder place;
    LogCatcher log;
    {
        Journal journal(place.file());
    }
    OtherProgram other(place.file());
    QCOMPARE(other.run(QStringLiteral("PRAGMA user_version = 99")), QString());
    Journal journal(place.file());
    QVERIFY(!journal.isOn());
    QVERIFY2(journal.problem().contains(QStringLiteral("newer Podium (version 99")), qPrintable(journal.problem()));
    QVERIFY(QDir(place.folder.path()).entryList({QStringLiteral("*.corrupt-*")}).isEmpty());
}

PODIUM_TEST_MAIN(TestJournalFaults)
#include "tst_journalfaults.moc"
