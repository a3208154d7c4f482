// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/familypanel.h"

#include "ui/panels/readouts.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

namespace podium::ui
{
using namespace engine;

FamilyPanel::FamilyPanel(Views &views, const Client &client, const DeviceId &device, QWidget *parent, PresetStore *presets,
                         const PanelArrangement &arrangement)
    : DevicePanel(views, client, device, parent, presets, arrangement)
    , m_readouts(new Readouts)
{
    addAbove(m_readouts);
}

void FamilyPanel::begin()
{
    connect(views().device(device()), &DeviceView::changed, this, &FamilyPanel::changed);
    m_subscription = client().hub().subscribeTasks(this, [this](const TaskInfo &task) { taskTold(task); });
    refresh();
}

QStringList FamilyPanel::present(Views &views, const DeviceId &device, std::initializer_list<QLatin1StringView> names)
{
    const auto &description = views.device(device)->description();
    const auto *family = family::find(description.family);
    QStringList found;
    for (const auto name : names)
        if (family->find(name, description.parameters))
            found << name;
    return found;
}

ParameterView *FamilyPanel::view(QLatin1StringView standardName) const
{
    return present(views(), device(), {standardName}).isEmpty() ? nullptr : views().parameter({device(), standardName});
}

DeviceState FamilyPanel::state() const { return views().device(device())->status().state; }

void FamilyPanel::follow(ParameterView *view)
{
    if (view)
        connect(view, &ParameterView::changed, this, &FamilyPanel::changed);
}

void FamilyPanel::changed()
{
    if (std::exchange(m_requested, true))
        return;
    RefreshClock::instance().request(this, [this] {
        m_requested = false;
        refresh();
    });
}

void FamilyPanel::taskTold(const TaskInfo &task)
{
    if (task.service || task.isStop || !task.owners.contains(device()))
        return;
    if (task.isFinished())
        m_tasks.erase(task.id);
    else
        m_tasks[task.id] = task;
    changed();
}

void FamilyPanel::refresh()
{
    auto remarks = lookAgain();
    double progress = -1;
    if (!m_tasks.empty()) {
        const auto &newest = m_tasks.rbegin()->second;
        remarks << oneLine(newest.label, 60);
        progress = newest.progress;
    }
    m_readouts->setRemark(remarks.join(QStringLiteral(" \u00b7 ")));
    m_readouts->setProgress(progress);
}
} // namespace podium::ui
