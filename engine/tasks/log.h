// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

/// The engine's own complaints: things that nobody awaited and that must not get lost.
namespace podium::engine::log
{
enum class Level { Info, Warning, Error };

/// Thread: any; the sink is called in the caller's thread and must be quick.
using Sink = std::function<void(Level level, const QString &where, const QString &message)>;

/// Sets who listens; without a sink a line goes to standard error. Returns the former sink.
Sink setSink(Sink sink);

void write(Level level, const QString &where, const QString &message);
void handlerThrew(const char *what, const QString &message);
} // namespace podium::engine::log
