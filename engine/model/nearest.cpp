// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/nearest.h"

#include <numeric>
#include <vector>

namespace podium::engine
{
namespace
{
/// Source: Levenshtein distance, two rows.
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            const int replaced = diagonal + (a[i].toLower() == b[j].toLower() ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({replaced, row[at] + 1, row[at - 1] + 1});
        }
    }
    return row.back();
}
} // namespace

QString didYouMean(const QString &word, const QStringList &known)
{
    constexpr qsizetype shortList = 12;
    QString nearest;
    int best = static_cast<int>(std::max<qsizetype>(2, word.size() / 3)) + 1;
    for (const auto &candidate : known) {
        const int gap = distance(word, candidate);
        if (gap < best) {
            best = gap;
            nearest = candidate;
        }
    }
    if (!nearest.isEmpty())
        return QStringLiteral(" Did you mean %1?").arg(nearest);
    if (!known.isEmpty() && known.size() <= shortList)
        return QStringLiteral(" Known are %1.").arg(known.join(QStringLiteral(", ")));
    return {};
}
} // namespace podium::engine
