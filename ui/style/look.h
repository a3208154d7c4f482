// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/devicestate.h"
#include "engine/model/quality.h"
#include "ui/style/icons.h"

#include <QRect>
#include <QString>

class QPainter;

namespace podium::ui
{
enum class MarkLine : quint8 { None, Solid, Double, DashDot, Dotted };

/// How something out of the ordinary is shown: always by colour, line, glyph and word together. Normal has none of them.
struct Look {
    Tone tone = Tone::Text;
    MarkLine line = MarkLine::None;
    QString glyph;
    QString word;
};

/// The mark of a reading: the worst of its quality and its severity.
Look lookOf(engine::Quality quality, engine::Severity severity);

/// Draws the frame of a look just inside of the rectangle, and for a lost value a hatch.
void drawMark(QPainter &painter, const QRect &rect, const Look &look);

/// The one look that a device state has everywhere. Normal is colourless, busy is blue.
struct StateLook {
    Tone tone = Tone::Text;
    Icon icon = Icon::StateOk;
    QString word;
};
StateLook lookOf(engine::DeviceState state);
} // namespace podium::ui
