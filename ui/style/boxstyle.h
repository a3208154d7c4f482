// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace podium::ui
{
/// The style of the window: Fusion, whose check boxes and radio buttons cannot be seen in the dark while they are empty.
/// Here they have an outline with a contrast of at least 3 to what is around, also where they are disabled.
/// Thread: the GUI's.
class BoxStyle : public QProxyStyle
{
    Q_OBJECT

public:
    BoxStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
};
} // namespace podium::ui
