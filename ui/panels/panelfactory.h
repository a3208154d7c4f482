// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/devicepanel.h"

namespace podium::ui
{
/// Whether devices of this family can have a hand-made panel.
bool hasOwnPanel(const QString &family);
/// The panel for a device that the bench has: the hand-made one of its family if the device has all that this one needs,
/// else the generated one. presets: for what moves; null: without.
DevicePanel *makePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                       PresetStore *presets = nullptr);
} // namespace podium::ui
