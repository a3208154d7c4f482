// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/supplypanel.h"

#include "ui/panels/computedvalue.h"
#include "ui/panels/readouts.h"
#include "ui/panels/validvalue.h"

namespace podium::ui
{
using namespace engine;
namespace standard = family::standard;

SupplyPanel::SupplyPanel(Views &views, const Client &client, const DeviceId &device, QWidget *parent, PresetStore *presets)
    : FamilyPanel(views, client, device, parent, presets,
                  {.first = present(views, device, {standard::output, standard::voltage, standard::currentLimit}),
                   .shownLarge = present(views, device, {standard::voltage, standard::current}),
                   .switches = present(views, device, {standard::output}),
                   .commandsFirst = false})
    , m_power(new ComputedValue(tr("Power, computed"), QStringLiteral("W"), 5, 3, false))
{
    readouts().addLarge(*view(standard::voltage));
    readouts().addLarge(*view(standard::current));
    readouts().addComputed(*m_power, tr("Voltage times current, as they were read; nothing while one of them is not valid"));
    for (const auto name : {standard::voltage, standard::current, standard::output, standard::constantCurrent})
        follow(view(name));
    begin();
}

std::optional<double> SupplyPanel::watts() const
{
    const auto volt = validNumber(view(standard::voltage), QStringLiteral("V"));
    const auto ampere = validNumber(view(standard::current), QStringLiteral("A"));
    return volt && ampere ? std::optional(*volt * *ampere) : std::nullopt;
}

QString SupplyPanel::ramp() const
{
    if (state() != DeviceState::Ramping)
        return {};
    if (validFlag(view(standard::output)) == false)
        return tr("ramping down; the output is off");
    const auto &voltage = *view(standard::voltage);
    const auto *wanted = std::get_if<Quantity>(&voltage.state().setpoint);
    return wanted ? tr("ramping to %1").arg(wanted->text(voltage.spec().decimals)) : QString();
}

QString SupplyPanel::regulation() const
{
    const auto *output = view(standard::output);
    const auto holdsCurrent = validFlag(view(standard::constantCurrent));
    if (!holdsCurrent || state() == DeviceState::Ramping || (output && validFlag(output) != true))
        return {};
    return *holdsCurrent ? tr("constant current: the limit holds the voltage down") : tr("constant voltage");
}

QStringList SupplyPanel::lookAgain()
{
    m_power->setValue(watts());
    QStringList doing{ramp(), regulation()};
    doing.removeAll(QString());
    return doing;
}
} // namespace podium::ui
