// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/devicepanel.h"

namespace podium::ui
{
/// The panel for a device that the bench has: the hand-made one of its family, else the generated one.
DevicePanel *makePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr);
} // namespace podium::ui
