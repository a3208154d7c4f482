// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journaldatabase.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QVariant>

namespace podium::engine
{
std::vector<JournalRow> JournalDatabase::find(const JournalQuery &wanted)
{
    QStringList conditions;
    QVariantList values;
    if (!wanted.address.isEmpty()) {
        conditions << QStringLiteral("address = ?");
        values << wanted.address;
    }
    if (wanted.kind) {
        conditions << QStringLiteral("kind = ?");
        values << QString(name(*wanted.kind));
    }
    if (wanted.newest > 0) {
        conditions << QStringLiteral("id > (SELECT MAX(id) FROM entry) - ?");
        values << wanted.newest;
    }
    const auto where = conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QStringLiteral(" AND "));
    auto query = select(QStringLiteral("SELECT id, session, kind, utc_us, mono_us, address, task, who, before, after, count, "
                                       "outcome, text, details FROM entry%1 ORDER BY id DESC LIMIT ?")
                            .arg(where),
                        values << wanted.count);
    std::vector<JournalRow> rows;
    while (query.next()) {
        const auto kind = journalKind(query.value(2).toString());
        if (!kind)
            continue;
        const auto text = [&](int column) { return query.value(column).toString(); };
        rows.push_back({query.value(0).toLongLong(), query.value(1).toLongLong(), *kind,
                        QDateTime::fromMSecsSinceEpoch(query.value(3).toLongLong() / 1000, Qt::UTC),
                        std::chrono::microseconds(query.value(4).toLongLong()), text(5), query.value(6).toULongLong(), text(7),
                        text(8), text(9), query.value(10).toInt(), text(11), text(12),
                        QJsonDocument::fromJson(text(13).toUtf8()).object()});
    }
    if (query.lastError().isValid())
        fail(query.lastError());
    return rows;
}
} // namespace podium::engine
