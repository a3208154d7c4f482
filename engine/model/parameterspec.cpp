// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/parameterspec.h"

namespace podium::engine
{
QLatin1StringView name(ParameterType type)
{
    switch (type) {
    case ParameterType::Quantity:
        return QLatin1StringView("Quantity");
    case ParameterType::Integer:
        return QLatin1StringView("Integer");
    case ParameterType::Boolean:
        return QLatin1StringView("Boolean");
    case ParameterType::Choice:
        return QLatin1StringView("Choice");
    case ParameterType::Text:
        return QLatin1StringView("Text");
    case ParameterType::Waveform:
        return QLatin1StringView("Waveform");
    case ParameterType::Image:
        break;
    }
    return QLatin1StringView("Image");
}

QLatin1StringView name(Access access)
{
    switch (access) {
    case Access::ReadOnly:
        return QLatin1StringView("ReadOnly");
    case Access::WriteOnly:
        return QLatin1StringView("WriteOnly");
    case Access::ReadWrite:
        break;
    }
    return QLatin1StringView("ReadWrite");
}
} // namespace podium::engine
