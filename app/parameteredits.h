// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/confignode.h"
#include "ui/bench/benchediting.h"

namespace podium::app
{
class TomlText;

/// What a `[[device]]` says of its parameters in place of the driver: soft limits, alarms, poll periods and decimals, as a form
/// shows them. A side that the file leaves open is "none".
/// Thread: any.
QMap<QString, ui::ParameterDraft> parameterDrafts(const devices::ConfigNode &device);

/// Writes the difference between two such drafts into the text; what is the same is not touched.
/// Errors: Refused, as TomlText's.
void editParameters(TomlText &text, int device, const QMap<QString, ui::ParameterDraft> &before, const QMap<QString, ui::ParameterDraft> &wanted);

/// The parameters that a device of the bench file would have, and what counts of them if the file says nothing; none for a
/// device that cannot be made. Thread: one without an engine.
std::vector<ui::ParameterField> parameterFields(const QString &file, const QByteArray &text, int device);
} // namespace podium::app
