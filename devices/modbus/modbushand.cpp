// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbushand.h"

#include "devices/modbus/modbuspdu.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QStringList>

namespace podium::devices::modbus
{
namespace
{
[[noreturn]] void refuse(const QString &what)
{
    throw engine::Error(engine::ErrorKind::Refused, QStringLiteral("%1. Write %2.").arg(what, handForms()));
}

int number(const QString &word, int low, int high, const QString &what)
{
    bool isNumber = false;
    const int value = word.toInt(&isNumber);
    if (!isNumber || value < low || value > high)
        refuse(QStringLiteral("%1 is no %2, which is %3 to %4").arg(engine::quoted(word), what).arg(low).arg(high));
    return value;
}

quint16 address(const QString &word) { return static_cast<quint16>(number(word, 0, 65535, QStringLiteral("address"))); }

QByteArray readOf(const QStringList &words)
{
    const QStringList tables{QStringLiteral("coil"), QStringLiteral("discrete"), QStringLiteral("input"), QStringLiteral("holding")};
    const auto place = tables.indexOf(words.value(1));
    if (place < 0 || words.size() < 3 || words.size() > 4)
        refuse(QStringLiteral("A read names coil, discrete, input or holding, an address and perhaps how many"));
    const auto table = static_cast<ModbusTable>(place);
    const int count = words.size() < 4 ? 1 : number(words.at(3), 1, holdsBits(table) ? mostBits : mostRegisters, QStringLiteral("count"));
    return readRequest(table, address(words.at(2)), count);
}

QByteArray writeOf(const QStringList &words)
{
    const auto table = words.value(1);
    if (table == QLatin1String("coil") && words.size() == 4) {
        const auto &state = words.at(3);
        if (state != QLatin1String("on") && state != QLatin1String("off"))
            refuse(QStringLiteral("%1 is neither on nor off").arg(engine::quoted(state)));
        return writeCoil(address(words.at(2)), state == QLatin1String("on"));
    }
    if (table != QLatin1String("holding") || words.size() < 4 || words.size() > 3 + mostWritten)
        refuse(QStringLiteral("A write names coil, an address and on or off, or holding, an address and 1 to %1 numbers").arg(mostWritten));
    std::vector<quint16> values;
    for (const auto &word : words.mid(3))
        values.push_back(static_cast<quint16>(number(word, -32768, 65535, QStringLiteral("number of 16 bits"))));
    const auto first = address(words.at(2));
    return values.size() == 1 ? writeRegister(first, values.front()) : writeRegisters(first, values);
}
} // namespace

QString handForms()
{
    return QStringLiteral("read holding 100 2, with coil, discrete, input or holding, an address counted from 0 and how many; write "
                          "holding 100 5; or write coil 3 on; behind unit 4 where a line has several");
}

HandRequest handRequest(const QByteArray &line)
{
    auto words = QString::fromLatin1(line).simplified().toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    HandRequest request;
    if (words.value(0) == QLatin1String("unit")) {
        request.unit = static_cast<quint8>(number(words.value(1), 0, 255, QStringLiteral("unit number")));
        words = words.mid(2);
    }
    request.writes = words.value(0) == QLatin1String("write");
    if (!request.writes && words.value(0) != QLatin1String("read"))
        refuse(QStringLiteral("%1 is no Modbus request").arg(engine::quoted(QString::fromLatin1(line))));
    request.pdu = request.writes ? writeOf(words) : readOf(words);
    return request;
}
} // namespace podium::devices::modbus
