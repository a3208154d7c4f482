// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QObject>

#include <functional>
#include <optional>

namespace podium::ui
{
class StopDrill;

/// The last stop drill of a bench with all of its rounds: kept in the settings file, told in one line.
/// Thread: the GUI's.
class DrillRecord : public QObject
{
    Q_OBJECT

public:
    /// An empty file keeps nothing; what is not a record in it is as good as none.
    DrillRecord(StopDrill &drill, QString settingsFile, const QString &bench, QObject *parent = nullptr,
                std::function<QDate()> today = [] { return QDate::currentDate(); });

    /// "stop drill 3.2 ms (today)"; empty: there was none.
    QString text() const;

Q_SIGNALS:
    void changed();

private:
    struct Record {
        QDate day;
        double worstMs = 0; ///< from the press to the stop byte of the slowest device
    };
    void load();
    void save() const;

    QString m_settingsFile;
    QString m_group;
    std::function<QDate()> m_today;
    std::optional<Record> m_record;
};
} // namespace podium::ui
