// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/temperaturepanel.h"

#include "ui/panels/computedvalue.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/readouts.h"
#include "ui/panels/validvalue.h"

#include <cmath>

namespace podium::ui
{
using namespace engine;
namespace standard = family::standard;

namespace
{
/// The unit that a difference of two such temperatures is told in: no difference is "3 degC".
QString differenceUnit(Unit unit)
{
    const bool isKelvinWide = std::abs(unit.convertDifference(1, Unit::parse(QStringLiteral("K"))) - 1) < 1e-9;
    return isKelvinWide ? QStringLiteral("K") : unit.symbol();
}
} // namespace

TemperaturePanel::TemperaturePanel(Views &views, const Client &client, const DeviceId &device, QWidget *parent, PresetStore *presets)
    : FamilyPanel(views, client, device, parent, presets,
                  {.first = present(views, device, {standard::setpoint, standard::power}),
                   .shownLarge = present(views, device, {standard::temperature}),
                   .switches = present(views, device, {standard::power}),
                   .commandsFirst = false})
    , m_temperature(*view(standard::temperature))
    , m_setpoint(*view(standard::setpoint))
    , m_difference(new ComputedValue(tr("Difference, computed"), differenceUnit(m_temperature.spec().unit), 4,
                                     std::max(0, m_temperature.spec().decimals), true))
    , m_bar(new LimitBar(m_temperature, this, &m_setpoint))
{
    readouts().addLarge(m_temperature);
    readouts().addComputed(*m_difference, tr("How far the temperature is above (+) or below (\u2212) the setpoint; "
                                             "nothing while it is not valid"));
    addAbove(m_bar);
    for (auto *view : {&m_temperature, &m_setpoint, view(standard::power)})
        follow(view);
    begin();
}

std::optional<Quantity> TemperaturePanel::wanted() const
{
    const auto &state = m_setpoint.state();
    const auto *told = std::get_if<Quantity>(&state.reading.value);
    if (told && state.reading.quality == Quality::Valid)
        return *told;
    const auto *asked = std::get_if<Quantity>(&state.setpoint);
    return asked ? std::optional(*asked) : std::nullopt;
}

std::optional<double> TemperaturePanel::difference() const
{
    const auto unit = m_temperature.spec().unit;
    const auto is = validNumber(&m_temperature, unit.symbol());
    const auto goal = wanted();
    return is && goal ? std::optional(*is - goal->in(unit)) : std::nullopt;
}

QString TemperaturePanel::activity(std::optional<double> difference) const
{
    if (validFlag(view(standard::power)) == false || state() == DeviceState::Standby)
        return tr("off");
    if (!difference)
        return {};
    const auto unit = m_temperature.spec().unit;
    const double tolerance = m_setpoint.spec().unit.convertDifference(m_setpoint.spec().tolerance, unit);
    if (state() == DeviceState::On && tolerance > 0 && std::abs(*difference) <= tolerance)
        return tr("at the setpoint, within %1 %2").arg(QString::number(tolerance), differenceUnit(unit));
    if (state() != DeviceState::Ramping)
        return {};
    const auto goal = wanted()->text(m_setpoint.spec().decimals);
    return *difference < 0 ? tr("heating to %1").arg(goal) : tr("cooling to %1").arg(goal);
}

QStringList TemperaturePanel::lookAgain()
{
    m_bar->refresh();
    const auto off = difference();
    m_difference->setValue(off);
    const auto doing = activity(off);
    return doing.isEmpty() ? QStringList() : QStringList(doing);
}
} // namespace podium::ui
