// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podium::ui
{
class ValueLabel;

/// Lets screen readers read value labels: name, value with unit, and explanation. Does something the first time only.
void installValueAccess();
/// Tells a running screen reader that the value changed.
void tellValueChanged(ValueLabel &label);
} // namespace podium::ui
