// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/familypanel.h"
#include "ui/style/elidedlabel.h"

namespace podium::ui
{
/// The panel of a detector: the counts large, how old they are, and the trigger right below with the progress of the
/// exposure.
class DetectorPanel : public FamilyPanel
{
    Q_OBJECT

public:
    DetectorPanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                  PresetStore *presets = nullptr);

    QString ageText() const { return m_age->text(); }

protected:
    QStringList lookAgain() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tellAge();

    engine::ParameterView &m_counts;
    ElidedLabel *m_age;
};
} // namespace podium::ui
