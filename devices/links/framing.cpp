// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/framing.h"

namespace podium::devices
{
namespace
{
bool matches(const std::optional<QRegularExpression> &pattern, const QByteArray &line)
{
    return pattern && pattern->match(QString::fromLatin1(line)).hasMatch();
}
} // namespace

bool ReplyShape::accepts(const QByteArray &line) const
{
    return !first || matches(first, line) || matches(last, line);
}

bool ReplyShape::endsWith(const QByteArray &line, int count) const
{
    return count == lines || matches(last, line);
}
} // namespace podium::devices
