// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <ctime>
#include <malloc.h>

namespace podium::tests
{
/// What the calling thread has used. Unit: seconds.
inline double threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Resident memory of this process. Unit: bytes.
inline double residentMemory()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto &line : file.readAll().split('\n'))
        if (line.startsWith("Rss:"))
            return 1024.0 * line.mid(4).trimmed().split(' ').front().toDouble();
    return 0;
}

/// What of it the program holds in small allocations; the rest is code, large blocks, and holes between. Unit: bytes.
inline double allocatedMemory() { return static_cast<double>(mallinfo2().uordblks); }
} // namespace podium::tests
