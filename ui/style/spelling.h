// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/value.h"

#include <optional>
#include <utility>

namespace podium::ui
{
/// The text of a number with a typographic minus; not for units, which may have a hyphen (mm s-1).
/// Thread: any.
QString withRealMinus(QString number);
/// What was typed with the typographic minus as the one that is parsed.
/// Thread: any.
QString withPlainMinus(QString text);

/// A value as the window spells it: numbers with a typographic minus, a waveform and an image as their summaries, texts as they are; empty
/// for nothing yet. Decimals: -1 for as many as there are.
/// Thread: any.
QString spelled(const engine::Value &value, int decimals = -1);

/// The same in one short line, for the inside of a sentence.
/// Thread: any.
QString shortly(const engine::Value &value, int decimals = -1);

/// "101 points, −1.000 … 2.500 mm"; what is not finite is counted and not in the range.
/// Thread: any.
QString waveformSummary(const engine::Waveform &waveform, int decimals = -1);

/// "640 × 480, 16 bit"; signed samples, floating point and further planes are told.
/// Thread: any.
QString imageSummary(const engine::Image &image);

/// The lowest and the highest finite sample; nothing if there is none.
/// Thread: any.
std::optional<std::pair<double, double>> waveformRange(const QList<double> &samples);
} // namespace podium::ui
