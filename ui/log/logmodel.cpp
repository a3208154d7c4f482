// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logmodel.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

namespace podium::ui
{
namespace
{
Tone toneOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return Tone::Text;
    case LogLevel::Warning:
        return Tone::Minor;
    case LogLevel::Error:
        break;
    }
    return Tone::Major;
}
} // namespace

LogModel::LogModel(int capacity, QObject *parent) : QAbstractTableModel(parent), m_capacity(static_cast<std::size_t>(capacity)) {}

QString LogModel::name(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return tr("info");
    case LogLevel::Warning:
        return tr("! warning");
    case LogLevel::Error:
        break;
    }
    return tr("!! error");
}

void LogModel::add(LogLevel level, const QString &device, const QString &text, const QDateTime &time, const ErrorStory &story)
{
    if (level == LogLevel::Error)
        Q_EMIT errorWritten(device, text, story);
    if (!m_lines.empty()) {
        auto &last = m_lines.back();
        if (last.level == level && last.device == device && last.text == text) {
            ++last.count;
            last.time = time;
            const int row = int(m_lines.size()) - 1;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            return;
        }
    }
    if (m_lines.size() == m_capacity) {
        beginRemoveRows({}, 0, 0);
        m_lines.pop_front();
        endRemoveRows();
    }
    const int row = int(m_lines.size());
    beginInsertRows({}, row, row);
    m_lines.push_back({level, device, text, time, 1});
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

int LogModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString LogModel::text(const LogLine &line, int column) const
{
    switch (column) {
    case Time:
        return line.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case Level:
        return name(line.level);
    case Device:
        return oneLine(line.device, 40);
    case Text: {
        const auto shown = oneLine(line.text);
        return line.count > 1 ? tr("%1  (×%2)").arg(shown, QString::number(line.count)) : shown;
    }
    default:
        return {};
    }
}

QString LogModel::lineText(int row) const
{
    constexpr qsizetype whole = 100'000;
    const auto &line = at(row);
    QStringList cells{line.time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")), name(line.level), oneLine(line.device, whole),
                      oneLine(line.text, whole)};
    if (line.count > 1)
        cells.back() += tr("  (×%1)").arg(line.count);
    return cells.join(u'\t');
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &line = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(line.text);
    case Qt::ForegroundRole:
        return index.column() == Level || index.column() == Text ? QVariant(Theme::instance().colour(toneOf(line.level))) : QVariant();
    case LevelRole:
        return int(line.level);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Level: return tr("Level");
    case Device: return tr("Device");
    case Text: return tr("Message");
    default: return {};
    }
}
} // namespace podium::ui
