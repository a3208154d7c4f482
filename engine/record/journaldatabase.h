// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalstate.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <set>
#include <span>

namespace podium::engine
{
/// Why the journal's file cannot be used; a corrupt one is to be set aside.
struct JournalFault {
    QString message;
    bool corrupt = false;
};

/// The journal's file: SQLite with a write-ahead log.
///
/// Latch, marks and running tasks follow from the entries and are stored in the same transaction.
/// Thread: one and the same for all calls. Errors: JournalFault.
class JournalDatabase
{
public:
    JournalDatabase();
    ~JournalDatabase();
    JournalDatabase(const JournalDatabase &) = delete;
    JournalDatabase &operator=(const JournalDatabase &) = delete;

    /// Opens or makes the file, begins a session, and tells what the last one left behind. A file made anew in the midst of
    /// a session starts with the latch and the marks that this object knows.
    LastSession open(const QString &file);
    void close();
    bool isOpen() const { return m_database.isOpen(); }
    /// Renames the closed file and what belongs to it; returns the new name.
    static QString setAside(const QString &file);

    /// All or nothing; synced: it survives the loss of power, and not only the end of the program.
    void store(std::span<const JournalEntry> entries, bool synced);
    /// The newest first.
    std::vector<JournalRow> find(const JournalQuery &query);

private:
    [[noreturn]] void fail(const QSqlError &error) const;
    void execute(const QString &statement);
    QSqlQuery select(const QString &statement, const QVariantList &values = {});
    void prepare(QSqlQuery &query, const QString &statement);
    void run(QSqlQuery &query, const QVariantList &values);
    LastSession begin();
    void createTables();
    LastSession beginSession();
    void tellInterrupted(const InterruptedTask &task);
    void setLatched(bool latched);
    void insert(const JournalEntry &entry);
    void follow(const JournalEntry &entry);
    void setMark(const QString &device, const QString &kind, bool on);

    QString m_connection;
    QSqlDatabase m_database;
    QSqlQuery m_insert;
    QSqlQuery m_begun;
    QSqlQuery m_ended;
    qint64 m_session = 0;
    bool m_latched = false;
    std::set<std::pair<QString, QString>> m_marks; ///< device and kind
};
} // namespace podium::engine
