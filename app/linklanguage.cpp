// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linklanguage.h"

#include "devices/modbus/modbusaddress.h"
#include "devices/modbus/modbushand.h"
#include "devices/modbus/modbusscript.h"
#include "devices/modbus/modbustraffic.h"

#include <QCoreApplication>

namespace podium::app
{
namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::app::LinkLanguage", text); }

ui::ScriptLanguage scriptLanguage(bool isRtu)
{
    const auto said = [script = devices::ModbusScript(isRtu)](const engine::TraceEntry &entry) mutable -> std::optional<ui::ScriptLanguage::Message> {
        if (const auto message = script.said(entry))
            return ui::ScriptLanguage::Message{message->text, message->answers};
        return {};
    };
    return {said, devices::ModbusScript::program()};
}
} // namespace

ui::LinkLanguage linkLanguage(const engine::LinkDescription &link)
{
    if (!devices::ModbusAddress::isOne(link.address))
        return {};
    ui::LinkLanguage language;
    const bool isRtu = devices::ModbusAddress::isRtuOne(link.address);
    language.words = [traffic = devices::ModbusTraffic(isRtu)](const engine::TraceEntry &entry) mutable { return traffic.inWords(entry); };
    const auto unit = link.devices.size() > 1 ? QStringLiteral("unit 1 ") : QString();
    language.handExample = unit + QStringLiteral("read holding 100 2");
    language.handHelp = tr("Modbus: %1.").arg(devices::modbus::handForms());
    language.script = [isRtu] { return scriptLanguage(isRtu); };
    return language;
}
} // namespace podium::app
