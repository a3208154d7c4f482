// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/devicepanel.h"

namespace podium::ui
{
/// Whether the device's family has a hand-made panel, and the device all that this one needs.
bool hasHandMadePanel(const engine::DeviceDescription &device);
/// The panel for a device that the bench has: the hand-made one, else the generated one. presets: for what moves; null: without.
DevicePanel *makePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                       PresetStore *presets = nullptr);
} // namespace podium::ui
