// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linklanguage.h"

#include "devices/modbus/modbushand.h"
#include "devices/modbus/modbustraffic.h"

#include <QCoreApplication>

namespace podium::app
{
namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::app::LinkLanguage", text); }
} // namespace

ui::LinkLanguage linkLanguage(const engine::LinkDescription &link)
{
    if (!link.address.startsWith(QLatin1String("modbus+")))
        return {};
    ui::LinkLanguage language;
    const bool isRtu = link.address.startsWith(QLatin1String("modbus+rtu"));
    language.words = [traffic = devices::ModbusTraffic(isRtu)](const engine::TraceEntry &entry) mutable { return traffic.inWords(entry); };
    const auto unit = link.devices.size() > 1 ? QStringLiteral("unit 1 ") : QString();
    language.handExample = unit + QStringLiteral("read holding 100 2");
    language.handHelp = tr("Modbus: %1.").arg(devices::modbus::handForms());
    language.noScript = tr("Frames of Modbus cannot be copied as a program: it would have to match their ids and checksums. Copy gives them as text.");
    return language;
}
} // namespace podium::app
