// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journaldatabase.h"

#include "engine/record/journalschema.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

namespace podium::engine
{
namespace
{
const QString moving = QStringLiteral("moving");
const QString unconfirmed = QStringLiteral("unconfirmed");

template <class ClockTime>
qint64 microseconds(ClockTime time)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

QString jsonText(const QJsonObject &object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
} // namespace

JournalDatabase::JournalDatabase() : m_connection(QUuid::createUuid().toString()) {}

JournalDatabase::~JournalDatabase()
{
    close();
}

LastSession JournalDatabase::open(const QString &file)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=200"));
    try {
        if (!m_database.open())
            fail(m_database.lastError());
        return begin();
    } catch (const JournalFault &) {
        close();
        throw;
    }
}

LastSession JournalDatabase::begin()
{
    execute(QStringLiteral("PRAGMA journal_mode = WAL"));
    execute(QStringLiteral("PRAGMA synchronous = FULL"));
    execute(QStringLiteral("PRAGMA cache_size = -256")); // KiB; rows are only appended, so the usual 2 MiB would just fill up
    execute(QStringLiteral("BEGIN IMMEDIATE"));
    createTables();
    for (auto *query : {&m_insert, &m_begun, &m_ended})
        *query = QSqlQuery(m_database);
    prepare(m_insert, journalschema::insertEntry());
    prepare(m_begun, QStringLiteral("INSERT OR REPLACE INTO running VALUES (?, ?, ?, ?)"));
    prepare(m_ended, QStringLiteral("DELETE FROM running WHERE task = ?"));
    auto last = beginSession();
    execute(QStringLiteral("COMMIT"));
    return last;
}

void JournalDatabase::close()
{
    if (!m_database.isValid())
        return;
    for (auto *query : {&m_insert, &m_begun, &m_ended})
        *query = QSqlQuery(QSqlDatabase());
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

QString JournalDatabase::setAside(const QString &file)
{
    const auto now = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const auto aside = QStringLiteral("%1.corrupt-%2").arg(file, now);
    for (const auto &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        if (QFile::exists(file + suffix) && !QFile::rename(file + suffix, aside + suffix))
            throw JournalFault{QStringLiteral("The journal %1 is corrupt and cannot be renamed to %2; move it away, or name "
                                              "another folder with --state.")
                                   .arg(file + suffix, aside + suffix)};
    return aside;
}

void JournalDatabase::createTables()
{
    auto stored = select(QStringLiteral("PRAGMA user_version"));
    stored.next();
    const int version = stored.value(0).toInt();
    stored.finish();
    if (version > journalschema::version)
        throw JournalFault{QStringLiteral("The journal %1 was made by a newer Podium (version %2, this one knows %3); use that "
                                          "one, or name another folder with --state.")
                               .arg(m_database.databaseName(), QString::number(version), QString::number(journalschema::version))};
    if (version > 0)
        return;
    for (const auto &statement : journalschema::createStatements())
        execute(statement);
    setLatched(m_latched);
    for (const auto &[device, kind] : std::set(m_marks))
        setMark(device, kind, true);
}

LastSession JournalDatabase::beginSession()
{
    LastSession last;
    auto query = select(QStringLiteral("SELECT latched FROM state"));
    last.latched = m_latched = query.next() && query.value(0).toBool();
    query = select(QStringLiteral("SELECT DISTINCT device FROM mark ORDER BY device"));
    while (query.next())
        last.unconfirmed << query.value(0).toString();
    query = select(QStringLiteral("SELECT task, label, who, owners FROM running ORDER BY task"));
    while (query.next())
        last.interruptedTasks.push_back(
            {query.value(0).toULongLong(), query.value(1).toString(), query.value(2).toString(), query.value(3).toString()});
    query.finish();
    execute(QStringLiteral("UPDATE OR REPLACE mark SET kind = 'unconfirmed'"));
    execute(QStringLiteral("DELETE FROM running"));
    QSqlQuery session(m_database);
    prepare(session, QStringLiteral("INSERT INTO session (utc_us, mono_us) VALUES (?, ?)"));
    run(session, {microseconds(std::chrono::system_clock::now()), microseconds(Clock::now())});
    m_session = session.lastInsertId().toLongLong();
    for (const auto &device : last.unconfirmed)
        m_marks.emplace(device, unconfirmed);
    for (const auto &task : last.interruptedTasks)
        tellInterrupted(task);
    return last;
}

void JournalDatabase::tellInterrupted(const InterruptedTask &task)
{
    JournalEntry entry;
    entry.wall = std::chrono::system_clock::now();
    entry.time = Clock::now();
    entry.address = task.owners;
    entry.task = task.id;
    entry.by = task.by;
    entry.text = QStringLiteral("Task %1, %2, had not ended when the last session did.").arg(QString::number(task.id), task.label);
    insert(entry);
}

void JournalDatabase::store(std::span<const JournalEntry> entries, bool synced)
{
    execute(synced ? QStringLiteral("PRAGMA synchronous = FULL") : QStringLiteral("PRAGMA synchronous = NORMAL"));
    execute(QStringLiteral("BEGIN IMMEDIATE"));
    try {
        for (const auto &entry : entries) {
            insert(entry);
            follow(entry);
        }
        execute(QStringLiteral("COMMIT"));
    } catch (const JournalFault &) {
        QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK")); // SQLite has done so itself after some faults
        throw;
    }
}

void JournalDatabase::insert(const JournalEntry &entry)
{
    run(m_insert, {m_session, QString(name(entry.kind)), microseconds(entry.wall), microseconds(entry.time), entry.address,
                   static_cast<qint64>(entry.task), entry.by, valueText(entry.before), valueText(entry.after), entry.count, entry.outcome,
                   entry.text, jsonText(entry.details)});
}

void JournalDatabase::follow(const JournalEntry &entry)
{
    switch (entry.kind) {
    case JournalKind::TaskStarted:
        run(m_begun, {static_cast<qint64>(entry.task), entry.text, entry.by, entry.address});
        break;
    case JournalKind::TaskFinished:
        run(m_ended, {static_cast<qint64>(entry.task)});
        break;
    case JournalKind::Latch:
        setLatched(entry.after == Value(true));
        break;
    case JournalKind::MotionStarted:
    case JournalKind::MotionEnded:
        setMark(entry.address, moving, entry.kind == JournalKind::MotionStarted);
        break;
    case JournalKind::MarkTaken:
        setMark(entry.address, unconfirmed, false); // not that of a motion of this session
        break;
    case JournalKind::Receipt:
        if (entry.after == Value(true))
            setMark(entry.address, moving, false);
        if (entry.after.index() != 0)
            setMark(entry.address, unconfirmed, entry.after == Value(false));
        break;
    case JournalKind::Write:
    case JournalKind::Refusal:
    case JournalKind::Stop:
    case JournalKind::Device:
    case JournalKind::LockBroken:
    case JournalKind::Message:
    case JournalKind::Error:
        break;
    }
}

void JournalDatabase::setLatched(bool latched)
{
    m_latched = latched;
    QSqlQuery update(m_database);
    prepare(update, QStringLiteral("UPDATE state SET latched = ?"));
    run(update, {latched ? 1 : 0});
}

void JournalDatabase::setMark(const QString &device, const QString &kind, bool on)
{
    if (on)
        m_marks.emplace(device, kind);
    else
        m_marks.erase({device, kind});
    QSqlQuery query(m_database);
    prepare(query, on ? QStringLiteral("INSERT OR REPLACE INTO mark VALUES (?, ?)")
                      : QStringLiteral("DELETE FROM mark WHERE device = ? AND kind = ?"));
    run(query, {device, kind});
}

void JournalDatabase::fail(const QSqlError &error) const
{
    constexpr int corrupt = 11;
    constexpr int noDatabase = 26;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    throw JournalFault{QStringLiteral("The journal %1: %2.").arg(m_database.databaseName(), error.databaseText()),
                       code == corrupt || code == noDatabase};
}

void JournalDatabase::execute(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement))
        fail(query.lastError());
}

QSqlQuery JournalDatabase::select(const QString &statement, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    prepare(query, statement);
    run(query, values);
    return query;
}

void JournalDatabase::prepare(QSqlQuery &query, const QString &statement)
{
    if (!query.prepare(statement))
        fail(query.lastError());
}

void JournalDatabase::run(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values[i]);
    if (!query.exec())
        fail(query.lastError());
}
} // namespace podium::engine
