// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"

namespace podium::tests
{
std::vector<FaultRow> faultRows()
{
    std::vector<FaultRow> all;
    for (auto *part : {replyRows, moveRows, lossRows, peerRows, modbusRows, serverRows, busRows})
        for (auto &row : part())
            all.push_back(std::move(row));
    return all;
}

std::map<QByteArray, const char *> faultsOfNoLink()
{
    return {
        {"F21", "Podium has no Tango driver; a frozen INDI server is F09, F12 and F20"},
    };
}

std::map<Kind, const char *> allBut(const std::vector<Kind> &kinds, const char *why)
{
    std::map<Kind, const char *> others;
    for (const auto kind : allKinds())
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            others[kind] = why;
    return others;
}
} // namespace podium::tests
