// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusaddress.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QRegularExpression>
#include <QStringList>

namespace podium::devices
{
namespace
{
constexpr int bitsPerCharacter = 11;
constexpr int usualBaud = 9600;

[[noreturn]] void refuse(const QString &text, const QString &why)
{
    throw engine::Error(engine::ErrorKind::Refused,
                        QStringLiteral("The address %1 is refused: %2. Write one like modbus+tcp://192.168.1.20:502?unit=1 or "
                                       "modbus+rtu:///dev/ttyUSB0?baud=9600&unit=1.")
                            .arg(engine::quoted(text), why));
}

/// Takes `key=number` out of the parts of a query. -1: it is not there.
int take(QStringList &parts, const QString &key, const QString &text, bool keep = false)
{
    const auto found = parts.filter(QRegularExpression(QStringLiteral("^%1(=|$)").arg(key)));
    if (found.isEmpty())
        return -1;
    bool isNumber = false;
    const int number = found.constFirst().section(QLatin1Char('='), 1).toInt(&isNumber);
    if (!isNumber || number < 0 || found.size() > 1)
        refuse(text, QStringLiteral("%1 is wanted once, with a whole number").arg(key));
    if (!keep)
        parts.removeAll(found.constFirst());
    return number;
}
} // namespace

QString ModbusAddress::scheme(bool isRtu) { return isRtu ? QStringLiteral("modbus+rtu") : QStringLiteral("modbus+tcp"); }

bool ModbusAddress::isOne(const QString &text) { return text.startsWith(QLatin1String("modbus+")); }

bool ModbusAddress::isRtuOne(const QString &text) { return text.startsWith(scheme(true)); }

ModbusAddress ModbusAddress::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^modbus\\+(tcp|rtu)://([^?#]+)(?:\\?([^#]*))?$"));
    static const QRegularExpression port(QStringLiteral("^(\\[[^\\]]+\\]|[^:/]+):\\d{1,5}$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        refuse(text, QStringLiteral("it is no Modbus address"));
    auto parts = match.captured(3).split(QLatin1Char('&'), Qt::SkipEmptyParts);
    const auto place = match.captured(2);
    const bool isNetwork = port.match(place).hasMatch();
    ModbusAddress result;
    result.isRtu = match.captured(1) == QLatin1String("rtu");
    if (!result.isRtu && !isNetwork)
        refuse(text, QStringLiteral("Modbus TCP needs a host and a port, usually 502"));
    const int unit = take(parts, QStringLiteral("unit"), text);
    const int highest = result.isRtu ? 247 : 255;
    if (unit < 0)
        refuse(text, QStringLiteral("the unit number is missing"));
    if (unit > highest || (result.isRtu && unit == 0))
        refuse(text, QStringLiteral("the unit number %1 is not %2 to %3").arg(unit).arg(result.isRtu ? 1 : 0).arg(highest));
    result.unit = static_cast<quint8>(unit);
    if (isNetwork) {
        if (!parts.isEmpty())
            refuse(text, QStringLiteral("%1 says nothing to a network connection").arg(engine::quoted(parts.constFirst())));
        result.carrier = QStringLiteral("tcp://%1").arg(place);
        return result;
    }
    const int baud = take(parts, QStringLiteral("baud"), text, true);
    if (baud == 0)
        refuse(text, QStringLiteral("a line with 0 baud carries nothing"));
    result.baud = baud > 0 ? baud : usualBaud;
    const auto query = parts.isEmpty() ? QString() : QLatin1Char('?') + parts.join(QLatin1Char('&'));
    result.carrier = QStringLiteral("serial://%1%2").arg(place, query);
    return result;
}

engine::Duration ModbusAddress::silence() const
{
    constexpr int fast = 19200;
    constexpr engine::Duration shortest = std::chrono::microseconds(1750);
    return isRtu && baud > 0 && baud <= fast ? onTheLine(7) / 2 : shortest;
}

engine::Duration ModbusAddress::onTheLine(qsizetype bytes) const
{
    if (baud <= 0)
        return {};
    return std::chrono::duration_cast<engine::Duration>(std::chrono::duration<double>(double(bytes) * bitsPerCharacter / baud));
}
} // namespace podium::devices
