// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/linedifference.h"

#include <QStringList>

#include <algorithm>

namespace podium::ui
{
using Kind = DifferenceLine::Kind;

namespace
{
/// Both texts in one list; begin and end are lines that both have.
std::vector<DifferenceLine> merged(const QStringList &before, const QStringList &after, qsizetype begin, qsizetype end)
{
    const auto rows = before.size() - begin - end;
    const auto columns = after.size() - begin - end;
    std::vector<std::vector<int>> longest(std::size_t(rows + 1), std::vector<int>(std::size_t(columns + 1)));
    for (auto i = rows; i-- > 0;)
        for (auto j = columns; j-- > 0;) {
            auto &here = longest[std::size_t(i)][std::size_t(j)];
            here = before[begin + i] == after[begin + j] ? longest[std::size_t(i + 1)][std::size_t(j + 1)] + 1
                                                         : std::max(longest[std::size_t(i + 1)][std::size_t(j)], longest[std::size_t(i)][std::size_t(j + 1)]);
        }
    std::vector<DifferenceLine> lines;
    for (qsizetype i = 0; i < begin; ++i)
        lines.push_back({Kind::Same, int(i + 1), after[i]});
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < rows || j < columns) {
        const bool isSame = i < rows && j < columns && before[begin + i] == after[begin + j];
        const bool isGone = !isSame && i < rows
            && (j == columns || longest[std::size_t(i + 1)][std::size_t(j)] >= longest[std::size_t(i)][std::size_t(j + 1)]);
        if (isGone)
            lines.push_back({Kind::Gone, int(begin + i + 1), before[begin + i]});
        else
            lines.push_back({isSame ? Kind::Same : Kind::New, int(begin + j + 1), after[begin + j]});
        i += isSame || isGone ? 1 : 0;
        j += isGone ? 0 : 1;
    }
    for (auto k = after.size() - end; k < after.size(); ++k)
        lines.push_back({Kind::Same, int(k + 1), after[k]});
    return lines;
}
} // namespace

std::vector<DifferenceLine> lineDifference(const QString &before, const QString &after, int around)
{
    if (before == after)
        return {};
    const auto old = before.split(u'\n');
    const auto now = after.split(u'\n');
    const auto shorter = std::min(old.size(), now.size());
    qsizetype begin = 0;
    while (begin < shorter && old[begin] == now[begin])
        ++begin;
    qsizetype end = 0;
    while (end < shorter - begin && old[old.size() - 1 - end] == now[now.size() - 1 - end])
        ++end;
    const auto all = merged(old, now, begin, end);
    std::vector<DifferenceLine> shown;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto from = all.begin() + std::max<std::ptrdiff_t>(0, std::ptrdiff_t(i) - around);
        const auto to = all.begin() + std::min<std::ptrdiff_t>(std::ptrdiff_t(all.size()), std::ptrdiff_t(i) + around + 1);
        if (std::any_of(from, to, [](const auto &line) { return line.kind != Kind::Same; }))
            shown.push_back(all[i]);
        else if (shown.empty() || shown.back().kind != Kind::Gap)
            shown.push_back({Kind::Gap, 0, {}});
    }
    return shown;
}
} // namespace podium::ui
