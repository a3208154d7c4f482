// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/taskcore.h"

namespace podium::engine
{
/// Of engine work such as polling, for these devices: it is not listed, and cancelAll does not touch it. StartedBy: empty: as
/// its parent. Thread: any.
inline TaskOptions serviceOptions(const QStringList &owners = {}, const QString &startedBy = {})
{
    TaskOptions options;
    options.service = true;
    options.owners = owners;
    options.startedBy = startedBy;
    return options;
}
} // namespace podium::engine
