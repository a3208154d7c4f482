// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/world/world.h"

#include <map>

namespace podium::tests
{
/// One fault of the catalogue, and what holds under it over each link that it concerns.
struct FaultRow {
    const char *fault;    ///< "F02"
    const char *sentence; ///< what holds
    std::function<void(Kind)> body;
    std::map<Kind, const char *> without = {}; ///< the links that it does not concern, or where else it is tried, and why
};

/// Source: reference/reliability.md section 3.
std::vector<FaultRow> faultRows();

/// The parts of it.
std::vector<FaultRow> replyRows();
std::vector<FaultRow> moveRows();
std::vector<FaultRow> lossRows();
std::vector<FaultRow> peerRows();
std::vector<FaultRow> modbusRows();
std::vector<FaultRow> serverRows();
std::vector<FaultRow> busRows();

/// Faults of the catalogue up to F30 that concern no link of Podium, and why.
std::map<QByteArray, const char *> faultsOfNoLink();

/// Every one but these, with one reason for all of them.
std::map<Kind, const char *> allBut(const std::vector<Kind> &kinds, const char *why);
} // namespace podium::tests
