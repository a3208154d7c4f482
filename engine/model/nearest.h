// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace podium::engine
{
/// " Did you mean x?" for the known word that is nearest; else " Known are a, b, c." for a short list; else empty.
QString didYouMean(const QString &word, const QStringList &known);
} // namespace podium::engine
