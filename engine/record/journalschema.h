// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// The tables of the journal's file.
///
/// session: one row per start. entry: what happened. state: the latch. mark: devices whose motion is unknown.
/// running: tasks that have begun and not ended.
namespace podium::engine::journalschema
{
constexpr int version = 1;

QStringList createStatements();
QString insertEntry();
} // namespace podium::engine::journalschema
