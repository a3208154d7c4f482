// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headlesslog.h"

#include "engine/console/consoleoutput.h"

namespace podium::app
{
using namespace engine;

HeadlessLog::HeadlessLog()
{
    m_former = log::setSink([this](log::Level level, const QString &where, const QString &message) {
        {
            std::lock_guard guard(m_mutex);
            m_lines.push_back({level, where, message});
        }
        QMetaObject::invokeMethod(this, &HeadlessLog::flush); // at once in the main thread, later from others
    });
}

HeadlessLog::~HeadlessLog()
{
    log::setSink(m_former);
    for (const auto &line : m_lines) // after the last event: for people alone
        log::write(line.level, line.where, line.message);
}

void HeadlessLog::attach(ConsoleOutput &output)
{
    m_output = &output;
    connect(&output, &QObject::destroyed, this, [this] { m_output = nullptr; });
    flush();
}

void HeadlessLog::flush()
{
    if (!m_output)
        return;
    std::vector<Line> lines;
    {
        std::lock_guard guard(m_mutex);
        lines.swap(m_lines);
    }
    for (const auto &line : lines) {
        if (line.level == log::Level::Info)
            m_output->tell(&ConsoleWriter::message, line.message);
        else
            m_output->tell(&ConsoleWriter::error, line.where, line.message);
    }
}
} // namespace podium::app
