// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/messageclass.h"
#include "engine/tasks/taskinfo.h"

#include <QByteArray>

namespace podium::engine
{
/// A message that a person sent over a link past all parameters and commands, and what came of it; for the journal.
struct HandMessage {
    QStringList devices; ///< on the link
    QString link;        ///< its address
    QByteArray message;
    MessageClass messageClass = MessageClass::Write;
    QByteArray reply;
    QString problem; ///< why nobody knows whether it arrived; empty: it was sent
    TaskId task = 0;
    QString by;
    TimePoint time{};
};
} // namespace podium::engine
