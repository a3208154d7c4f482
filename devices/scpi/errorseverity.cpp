// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/errorseverity.h"

#include <algorithm>

namespace podium::devices
{
namespace
{
bool contains(const std::vector<ErrorCode> &codes, const QString &code)
{
    return std::any_of(codes.begin(), codes.end(),
                       [&](const ErrorCode &each) { return each.pattern.match(code).hasMatch(); });
}
} // namespace

ErrorSeverity ErrorSeverities::of(const QString &code) const
{
    if (contains(ignored, code))
        return ErrorSeverity::Ignored;
    return contains(warnings, code) ? ErrorSeverity::Warning : ErrorSeverity::Error;
}
} // namespace podium::devices
