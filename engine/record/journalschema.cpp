// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalschema.h"

namespace podium::engine::journalschema
{
QStringList createStatements()
{
    return {
        QStringLiteral("CREATE TABLE session (id INTEGER PRIMARY KEY, utc_us INTEGER NOT NULL, mono_us INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE entry (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, kind TEXT NOT NULL,"
                       " utc_us INTEGER NOT NULL, mono_us INTEGER NOT NULL, address TEXT, task INTEGER, who TEXT,"
                       " before TEXT, after TEXT, count INTEGER NOT NULL, outcome TEXT, text TEXT, details TEXT)"),
        QStringLiteral("CREATE INDEX entry_by_address ON entry (address, id)"),
        QStringLiteral("CREATE TABLE state (latched INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO state VALUES (0)"),
        QStringLiteral("CREATE TABLE mark (device TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (device, kind)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE running (task INTEGER PRIMARY KEY, label TEXT, who TEXT, owners TEXT)"),
        QStringLiteral("PRAGMA user_version = %1").arg(version),
    };
}

QString insertEntry()
{
    return QStringLiteral("INSERT INTO entry (session, kind, utc_us, mono_us, address, task, who, before, after, count, outcome,"
                          " text, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
}
} // namespace podium::engine::journalschema
