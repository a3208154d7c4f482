// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/value.h"

namespace podium::engine
{
/// More samples than this are never read from a text.
inline constexpr qsizetype mostTypedSamples = 1'000'000;

/// A waveform as people write it; the unit stands once, behind the last number:
///   1, 2, 3 mm          also with semicolons, tabs or line breaks, as a spreadsheet gives its columns;
///   [1, 2, 3] mm        the same in brackets;
///   0 .. 10 mm in 11    so many samples, evenly spaced, from the first to the last.
/// Where there are commas, nothing else separates, so that a decimal comma is not taken for two numbers. `bareUnit` is the
/// unit of what has none.
/// Errors: Refused: Type, Unit, NotFinite (telling the sample), or DeviceLimit for more samples than `most`.
/// Thread: any.
Waveform parseWaveform(const QString &text, qsizetype most = mostTypedSamples, Unit bareUnit = Unit());
} // namespace podium::engine
