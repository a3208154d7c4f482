// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/family.h"
#include "ui/panels/devicepanel.h"

#include <map>

namespace podium::ui
{
class Readouts;

/// What the hand-made panels share: large readouts above the rows, a line for what the device is doing, and the progress of
/// the task that works on it, whoever started it.
///
/// It is made only for devices that lack nothing of their family's standard. All that the family does not know has its row
/// and its button below.
class FamilyPanel : public DevicePanel
{
    Q_OBJECT

public:
    Readouts &readouts() const { return *m_readouts; }
    /// What it shows and how depends on what there is.
    bool followShape() override { return false; }

protected:
    FamilyPanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent, PresetStore *presets,
                const PanelArrangement &arrangement);

    /// Those of the standard names that this device has.
    static QStringList present(engine::Views &views, const engine::DeviceId &device, std::initializer_list<QLatin1StringView> names);
    /// Null for what this device does not have.
    engine::ParameterView *view(QLatin1StringView standardName) const;
    /// From now on a change of it is a reason to look again; null is let pass.
    void follow(engine::ParameterView *view);
    engine::DeviceState state() const;

    /// To be called at the end of the constructor: from now on changes are looked at.
    void begin();
    /// Brings the panel's own readouts up to date; the answer is what the device is doing, in a few words.
    virtual QStringList lookAgain() = 0;

private:
    void changed();
    void refresh();
    void taskTold(const engine::TaskInfo &task);

    Readouts *m_readouts;
    engine::Subscription m_subscription;
    std::map<engine::TaskId, engine::TaskInfo> m_tasks; ///< of this device, not finished
    bool m_requested = false;
};
} // namespace podium::ui
