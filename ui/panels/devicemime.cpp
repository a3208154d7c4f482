// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/devicemime.h"

#include "engine/model/address.h"

#include <QMimeData>

#include <algorithm>

namespace podium::ui
{
namespace
{
constexpr qsizetype longest = qsizetype(64) * 1024; ///< another program may offer anything
}

QString deviceMimeType() { return QStringLiteral("application/x-podium-devices"); }

QMimeData *deviceMimeData(const QStringList &devices)
{
    auto *data = new QMimeData; // no text besides: a field would take it as its input
    data->setData(deviceMimeType(), devices.join(u'\n').toLatin1());
    return data;
}

QStringList devicesIn(const QMimeData *data)
{
    if (!data || !data->hasFormat(deviceMimeType()))
        return {};
    const auto bytes = data->data(deviceMimeType());
    if (bytes.size() > longest)
        return {};
    auto devices = QString::fromLatin1(bytes).split(u'\n');
    if (!std::all_of(devices.begin(), devices.end(), engine::isDeviceId))
        return {};
    devices.removeDuplicates();
    return devices;
}
} // namespace podium::ui
