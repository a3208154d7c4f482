// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/errormodel.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <algorithm>

namespace podium::ui
{
namespace
{
constexpr std::size_t mostGroups = 500;

constexpr qsizetype mostCharacters = 10'000;

bool isCode(QStringView before)
{
    return before.endsWith(u"error ", Qt::CaseInsensitive) || before.endsWith(u"code ", Qt::CaseInsensitive);
}

/// Where a measured number ends that begins here; the same place if there is none. The 1 of ch1 and the 12 of "error 12"
/// are names.
qsizetype endOfNumber(QStringView text, qsizetype from)
{
    const auto digits = [text](qsizetype at) {
        while (at < text.size() && text[at].isDigit())
            ++at;
        return at;
    };
    const bool isInWord = from > 0 && (text[from - 1].isLetterOrNumber() || text[from - 1] == u'_');
    const bool isSigned = text[from] == u'-' || text[from] == QChar(0x2212);
    auto end = digits(isSigned ? from + 1 : from);
    if (isInWord || end == (isSigned ? from + 1 : from) || isCode(text.first(from)))
        return from;
    if (end + 1 < text.size() && text[end] == u'.' && text[end + 1].isDigit())
        end = digits(end + 1);
    if (end < text.size() && (text[end] == u'e' || text[end] == u'E')) {
        const auto exponent = end + (end + 1 < text.size() && (text[end + 1] == u'-' || text[end + 1] == u'+') ? 2 : 1);
        if (digits(exponent) > exponent)
            end = digits(exponent);
    }
    return end;
}

/// The same words, whatever the numbers: 3.2 mm and -3.4 mm are one cause.
bool isAlike(QStringView a, QStringView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const auto endA = endOfNumber(a, i);
        const auto endB = endOfNumber(b, j);
        if ((endA > i) != (endB > j) || (endA == i && a[i] != b[j]))
            return false;
        i = std::max(endA, i + 1);
        j = std::max(endB, j + 1);
    }
    return i == a.size() && j == b.size();
}
} // namespace

void ErrorModel::add(const QString &device, const QString &text, const ErrorStory &story, const QDateTime &time)
{
    if (text.size() > mostCharacters)
        return add(device, text.first(mostCharacters - 1) + QChar(0x2026), story, time);
    const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&](const ErrorGroup &group) {
        return group.device == device && isAlike(group.text, text);
    });
    if (known == m_groups.end()) {
        if (!makeRoom() && text != others())
            return add({}, others(), {}, time);
        const int row = rowCount();
        beginInsertRows({}, row, row);
        m_groups.push_back({device, text, story, time, time, 1, false});
        endInsertRows();
        Q_EMIT openChanged(open());
        return;
    }
    known->text = text;
    known->story = story;
    known->last = time;
    ++known->count;
    const bool wasAcknowledged = std::exchange(known->acknowledged, false);
    tell(int(known - m_groups.begin()));
    if (wasAcknowledged)
        Q_EMIT openChanged(open());
}

QString ErrorModel::others() { return tr("More errors than fit in here; the log has them."); }

/// False when there is none, because nobody has acknowledged anything.
bool ErrorModel::makeRoom()
{
    if (m_groups.size() < mostGroups)
        return true;
    const auto done = std::find_if(m_groups.begin(), m_groups.end(), [](const ErrorGroup &group) { return group.acknowledged; });
    if (done == m_groups.end())
        return false;
    const int row = int(done - m_groups.begin());
    beginRemoveRows({}, row, row);
    m_groups.erase(done);
    endRemoveRows();
    return true;
}

void ErrorModel::acknowledge(int row)
{
    auto &group = m_groups[static_cast<std::size_t>(row)];
    if (std::exchange(group.acknowledged, true))
        return;
    tell(row);
    Q_EMIT openChanged(open());
}

void ErrorModel::acknowledgeAll()
{
    for (auto &group : m_groups)
        group.acknowledged = true;
    if (!m_groups.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT openChanged(open());
}

void ErrorModel::tell(int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); }

int ErrorModel::open() const
{
    return int(std::count_if(m_groups.begin(), m_groups.end(), [](const ErrorGroup &group) { return !group.acknowledged; }));
}

QString ErrorModel::words(int row) const
{
    const auto &group = at(row);
    const auto stamp = [](const QDateTime &time) { return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")); };
    QStringList lines;
    if (!group.device.isEmpty())
        lines << tr("device: %1").arg(group.device);
    lines << group.text;
    lines << (group.count == 1 ? tr("once, at %1").arg(stamp(group.last))
                               : tr("%1 times, first at %2, last at %3").arg(QString::number(group.count), stamp(group.first), stamp(group.last)));
    return (lines + group.story.details).join(u'\n');
}

QString ErrorModel::story(int row) const
{
    const auto &traffic = at(row).story.traffic;
    if (traffic.isEmpty())
        return words(row);
    return (QStringList{words(row), tr("traffic of its link, with times before the error:")} + traffic).join(u'\n');
}

int ErrorModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_groups.size()); }

int ErrorModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString ErrorModel::cell(const ErrorGroup &group, int column) const
{
    switch (column) {
    case Mark:
        return group.acknowledged ? QString() : QStringLiteral("!!");
    case Device:
        return oneLine(group.device, 40);
    case Text:
        return oneLine(group.text, 400);
    case Count:
        return QString::number(group.count);
    case Last:
        return group.last.toString(QStringLiteral("HH:mm:ss"));
    default:
        return {};
    }
}

QVariant ErrorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &group = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(group, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(group.text);
    case Qt::ForegroundRole:
        return Theme::instance().colour(group.acknowledged ? Tone::Muted : index.column() == Mark ? Tone::Major : Tone::Text);
    case Qt::AccessibleTextRole:
        return index.column() == Mark ? (group.acknowledged ? tr("acknowledged") : tr("not acknowledged")) : cell(group, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Count ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant ErrorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{QString(), tr("Device"), tr("What went wrong"), tr("Times"), tr("Last")};
    return titles.value(section);
}
} // namespace podium::ui
