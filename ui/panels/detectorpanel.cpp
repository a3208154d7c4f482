// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detectorpanel.h"

#include "ui/panels/readouts.h"
#include "ui/panels/valuetext.h"
#include "ui/style/refreshclock.h"

namespace podium::ui
{
using namespace engine;
using namespace std::chrono_literals;
namespace standard = family::standard;

DetectorPanel::DetectorPanel(Views &views, const Client &client, const DeviceId &device, QWidget *parent, PresetStore *presets)
    : FamilyPanel(views, client, device, parent, presets,
                  {.first = present(views, device, {standard::exposure}),
                   .shownLarge = present(views, device, {standard::counts}),
                   .switches = {},
                   .commandsFirst = true})
    , m_counts(*view(standard::counts))
{
    readouts().addLarge(m_counts);
    m_age = &readouts().addWord(tr("Last reading"));
    follow(&m_counts);
    begin();
}

void DetectorPanel::tellAge()
{
    const auto &reading = m_counts.state().reading;
    if (std::holds_alternative<std::monostate>(reading.value))
        return m_age->setText(tr("never read"));
    const auto age = RefreshClock::instance().now() - reading.time;
    m_age->setText(age < 1s ? tr("just now") : tr("%1 ago").arg(durationText(age)));
}

QStringList DetectorPanel::lookAgain()
{
    tellAge();
    if (state() != DeviceState::Acquiring)
        return {};
    return {tr("exposing; the counts are those of the exposure before")};
}

void DetectorPanel::showEvent(QShowEvent *event)
{
    FamilyPanel::showEvent(event);
    RefreshClock::instance().listenToSeconds(this, [this] { tellAge(); });
}

void DetectorPanel::hideEvent(QHideEvent *event)
{
    FamilyPanel::hideEvent(event);
    RefreshClock::instance().forget(this);
}
} // namespace podium::ui
