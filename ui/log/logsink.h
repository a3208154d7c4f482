// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/log.h"

#include <QObject>

#include <memory>

namespace podium::ui
{
/// Brings what any thread writes to the engine's log into this object's thread, in order. While it lives, it is the sink.
class LogSink : public QObject
{
    Q_OBJECT

public:
    explicit LogSink(QObject *parent = nullptr);
    ~LogSink() override;

Q_SIGNALS:
    void written(podium::engine::log::Level level, const QString &where, const QString &message);

private:
    struct Queue;
    void drain();

    std::shared_ptr<Queue> m_queue; ///< outlives this while a writer is in it
    engine::log::Sink m_former;
};
} // namespace podium::ui
