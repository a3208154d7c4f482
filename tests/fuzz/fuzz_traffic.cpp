// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/traffictext.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace podium;
using tests::demand;

namespace
{
void tell(QByteArrayView bytes)
{
    tests::Choices choices(bytes);
    devices::TraceEntry entry;
    entry.kind = static_cast<devices::TraceKind>(choices.below(static_cast<int>(devices::TraceKind::Lost) + 1));
    const auto end = std::min<qsizetype>(choices.below(3), choices.rest().size());
    entry.end = choices.rest().last(end).toByteArray();
    const auto message = choices.rest().chopped(end).toByteArray();
    devices::LinkTrace trace(1);
    trace.add(entry, message);
    const auto lines = devices::trafficLines(trace.snapshot(), {});
    demand(lines.size() == 1, "an entry is a line");
    demand(lines.front().size() < 400, "a line is short");
    for (const auto &c : lines.front())
        demand(c.isPrint(), "a line is printable");
}
} // namespace

PODIUM_FUZZ(tell)
