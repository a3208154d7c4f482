// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/log.h"

#include <cstdio>
#include <memory>
#include <mutex>

namespace podium::engine::log
{
namespace
{
std::mutex s_mutex;

std::shared_ptr<Sink> &sink()
{
    static auto *current = new std::shared_ptr<Sink>; // outlives every thread
    return *current;
}
} // namespace

Sink setSink(Sink newSink)
{
    auto next = newSink ? std::make_shared<Sink>(std::move(newSink)) : nullptr;
    std::lock_guard guard(s_mutex);
    next.swap(sink());
    return next ? *next : Sink();
}

void write(Level level, const QString &where, const QString &message)
{
    std::shared_ptr<Sink> current;
    {
        std::lock_guard guard(s_mutex);
        current = sink();
    }
    if (current) {
        (*current)(level, where, message);
        return;
    }
    const QByteArray line = (where.isEmpty() ? message : where + QStringLiteral(": ") + message).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

void handlerThrew(const char *what, const QString &message)
{
    write(Level::Error, QString(), QStringLiteral("%1 threw: %2").arg(QString::fromLatin1(what), message));
}
} // namespace podium::engine::log
