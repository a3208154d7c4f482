// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logsink.h"

#include <QMetaObject>

#include <mutex>
#include <vector>

namespace podium::ui
{
struct LogSink::Queue {
    struct Line {
        engine::log::Level level;
        QString where;
        QString message;
    };
    std::mutex mutex;
    LogSink *reader = nullptr; ///< null: it has gone
    std::vector<Line> lines;

    void push(engine::log::Level level, const QString &where, const QString &message)
    {
        std::lock_guard guard(mutex);
        if (!reader)
            return;
        if (lines.empty())
            QMetaObject::invokeMethod(reader, &LogSink::drain, Qt::QueuedConnection);
        lines.push_back({level, where, message});
    }
};

LogSink::LogSink(QObject *parent) : QObject(parent), m_queue(std::make_shared<Queue>())
{
    m_queue->reader = this;
    m_former = engine::log::setSink([queue = m_queue](engine::log::Level level, const QString &where, const QString &message) {
        queue->push(level, where, message);
    });
}

LogSink::~LogSink()
{
    engine::log::setSink(std::move(m_former));
    std::lock_guard guard(m_queue->mutex);
    m_queue->reader = nullptr;
}

void LogSink::drain()
{
    std::vector<Queue::Line> lines;
    {
        std::lock_guard guard(m_queue->mutex);
        lines.swap(m_queue->lines);
    }
    for (const auto &line : lines)
        Q_EMIT written(line.level, line.where, line.message);
}
} // namespace podium::ui
