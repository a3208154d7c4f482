// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/consolewriter.h"

namespace podium::engine
{
ShownReading ShownReading::of(const Parameter &parameter)
{
    return {parameter.address(), parameter.reading(), parameter.spec().unit, parameter.spec().decimals};
}
} // namespace podium::engine
