// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/drillrecord.h"

#include "ui/stop/stopdrill.h"

#include <QSettings>

namespace podium::ui
{
DrillRecord::DrillRecord(StopDrill &drill, QString settingsFile, const QString &bench, QObject *parent, std::function<QDate()> today)
    : QObject(parent)
    , m_settingsFile(std::move(settingsFile))
    , m_group(QStringLiteral("stopDrill/%1").arg(bench))
    , m_today(std::move(today))
{
    load();
    connect(&drill, &StopDrill::ended, this, [this, &drill](const QString &problem) {
        const auto spread = drill.samples().spread(DrillSamples::Step::FirstByte);
        if (!problem.isEmpty() || drill.isCutShort() || spread.count == 0)
            return;
        m_record = Record{m_today(), spread.worst};
        save();
        Q_EMIT changed();
    });
}

QString DrillRecord::text() const
{
    if (!m_record)
        return {};
    const auto worst = QString::number(m_record->worstMs, 'f', 1);
    return m_record->day == m_today() ? tr("stop drill %1 ms (today)").arg(worst)
                                                 : tr("stop drill %1 ms (%2)").arg(worst, m_record->day.toString(Qt::ISODate));
}

void DrillRecord::load()
{
    if (m_settingsFile.isEmpty())
        return;
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    settings.beginGroup(m_group);
    bool isNumber = false;
    const Record record{QDate::fromString(settings.value(QStringLiteral("day")).toString(), Qt::ISODate),
                        settings.value(QStringLiteral("worstMs")).toDouble(&isNumber)};
    if (isNumber && record.day.isValid() && record.worstMs >= 0 && record.worstMs < 1e6)
        m_record = record;
}

void DrillRecord::save() const
{
    if (m_settingsFile.isEmpty())
        return;
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    settings.beginGroup(m_group);
    settings.setValue(QStringLiteral("day"), m_record->day.toString(Qt::ISODate));
    settings.setValue(QStringLiteral("worstMs"), m_record->worstMs);
}
} // namespace podium::ui
