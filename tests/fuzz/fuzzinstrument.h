// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/filesettings.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzzfile.h"

#include <optional>

namespace podium::tests
{
/// A value that a device could give for a setting of its instrument file.
inline engine::Value sample(const devices::SettingSpec &setting)
{
    if (setting.fallback.index() != 0)
        return setting.fallback;
    switch (setting.spec.type) {
    case engine::ParameterType::Choice:
        return setting.spec.choices.constFirst();
    case engine::ParameterType::Integer:
        return qint64(1);
    default:
        return QStringLiteral("x");
    }
}

/// Loads the bytes as an instrument file of one protocol, and describes a device by it if it is good; what holds whatever comes
/// is demanded.
template <class File>
auto loadAndDescribe(QByteArrayView bytes)
{
    using Description = decltype(std::declval<File>().describe({}, std::declval<devices::FileProblems &>()));
    static const FuzzFile file;
    demand(file.fill(bytes), "a file in memory can be written");
    devices::FileProblems problems;
    const auto instrument = File::load(file.path(), problems);
    demand(instrument.has_value() == problems.empty(), "a file is good, or something is wrong with it");
    for (const auto &problem : problems)
        demand(!problem.message.isEmpty() && problem.line >= 0 && problem.column >= 0, "a problem says what and where");
    if (!instrument)
        return Description();
    devices::Settings settings;
    for (const auto &setting : instrument->settings())
        settings.insert(setting.spec.name, sample(setting));
    auto described = instrument->describe(settings, problems);
    demand(described || !problems.empty(), "a description is made, or something is wrong");
    return described;
}
} // namespace podium::tests
