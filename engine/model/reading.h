// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/quality.h"
#include "engine/model/value.h"

#include <chrono>

namespace podium::engine
{
/// A readback at one time. Never read: no value, quality Lost.
struct Reading {
    Value value;
    std::chrono::steady_clock::time_point time; ///< when the device answered
    Quality quality = Quality::Lost;
    Severity severity = Severity::None;
    QString reason; ///< why it is not Valid, for the operator; empty if it is
    bool operator==(const Reading &) const = default;
};
} // namespace podium::engine
