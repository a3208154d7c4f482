// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace podium::ui
{
/// Says in the tool bar that nothing on this bench is real.
class SimulatedBadge : public QLabel
{
    Q_OBJECT

public:
    explicit SimulatedBadge(QWidget *parent = nullptr);
};
} // namespace podium::ui
