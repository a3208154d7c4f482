// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/log.h"

#include <QObject>

#include <mutex>
#include <vector>

namespace podium::engine
{
class ConsoleOutput;
}

namespace podium::app
{
/// Makes the engine's own complaints (engine/tasks/log.h) error events of a headless run; nothing is lost that is told
/// before the output exists. While it lives it is the log's sink.
/// Thread: the main thread; complaints from others are handed over.
class HeadlessLog : public QObject
{
    Q_OBJECT

public:
    HeadlessLog();
    ~HeadlessLog() override;

    void attach(engine::ConsoleOutput &output);

private:
    void flush();

    struct Line {
        engine::log::Level level;
        QString where;
        QString message;
    };
    engine::log::Sink m_former;
    engine::ConsoleOutput *m_output = nullptr;
    std::mutex m_mutex;
    std::vector<Line> m_lines;
};
} // namespace podium::app
