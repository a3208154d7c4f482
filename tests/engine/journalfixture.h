// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journal.h"

#include <QTemporaryDir>
#include <QTest>

/// What the tests of the journal share.
namespace podium::tests
{
using namespace podium::engine;

/// A folder for one journal.
struct JournalFolder {
    QTemporaryDir folder;
    QString file() const { return folder.filePath(QStringLiteral("journal.sqlite")); }
};

inline std::vector<JournalRow> rows(Journal &journal, const JournalQuery &query = {})
{
    auto future = journal.find(query);
    future.waitForFinished();
    return future.result();
}

inline QStringList texts(Journal &journal, const JournalQuery &query = {})
{
    QStringList all;
    for (const auto &row : rows(journal, query))
        all.prepend(row.text);
    return all;
}

inline JournalEntry entry(JournalKind kind, const QString &address = {}, const QString &text = {})
{
    JournalEntry entry;
    entry.kind = kind;
    entry.address = address;
    entry.text = text;
    return entry;
}

inline JournalEntry writeOf(const QString &address, qint64 before, qint64 after)
{
    auto write = entry(JournalKind::Write, address);
    write.before = before;
    write.after = after;
    return write;
}

inline JournalEntry with(JournalEntry entry, const Value &after)
{
    entry.after = after;
    return entry;
}
} // namespace podium::tests
