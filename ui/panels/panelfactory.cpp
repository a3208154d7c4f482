// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelfactory.h"

#include "ui/panels/stagepanel.h"

#include <QHash>

namespace podium::ui
{
namespace
{
using Maker = DevicePanel *(*)(engine::Views &, const engine::Client &, const engine::DeviceId &, QWidget *);

template <class Panel>
DevicePanel *make(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent)
{
    return new Panel(views, client, device, parent);
}

/// One line per family that has a hand-made panel.
const QHash<QString, Maker> &makers()
{
    static const QHash<QString, Maker> known{
        {QStringLiteral("stage"), make<StagePanel>},
    };
    return known;
}
} // namespace

DevicePanel *makePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent)
{
    return makers().value(views.bench().find(device)->family, make<DevicePanel>)(views, client, device, parent);
}
} // namespace podium::ui
