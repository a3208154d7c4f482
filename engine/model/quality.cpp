// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/quality.h"

namespace podium::engine
{
QLatin1StringView name(Quality quality)
{
    switch (quality) {
    case Quality::Valid:
        return QLatin1StringView("Valid");
    case Quality::Stale:
        return QLatin1StringView("Stale");
    case Quality::Invalid:
        return QLatin1StringView("Invalid");
    case Quality::Lost:
        break;
    }
    return QLatin1StringView("Lost");
}

QLatin1StringView name(Severity severity)
{
    switch (severity) {
    case Severity::None:
        return QLatin1StringView("None");
    case Severity::Minor:
        return QLatin1StringView("Minor");
    case Severity::Major:
        break;
    }
    return QLatin1StringView("Major");
}
} // namespace podium::engine
