// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbushand.h"

#include "devices/modbus/modbusbytes.h"
#include "devices/modbus/modbuspdu.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

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
    const auto table = tableNamed(words.value(1));
    if (!table || words.size() < 3 || words.size() > 4)
        refuse(QStringLiteral("A read names %1, an address and perhaps how many").arg(tableWords().join(QStringLiteral(", "))));
    const int count = words.size() < 4 ? 1 : number(words.at(3), 1, holdsBits(*table) ? mostBits : mostRegisters, QStringLiteral("count"));
    return readRequest(*table, address(words.at(2)), count);
}

QByteArray coilsOf(quint16 first, const QStringList &words, bool multiple)
{
    std::vector<bool> states;
    for (const auto &word : words) {
        if (word != QLatin1String("on") && word != QLatin1String("off"))
            refuse(QStringLiteral("%1 is neither on nor off").arg(engine::quoted(word)));
        states.push_back(word == QLatin1String("on"));
    }
    return states.size() == 1 && !multiple ? writeCoil(first, states.front()) : writeCoils(first, states);
}

QByteArray registersOf(quint16 first, const QStringList &words, bool multiple)
{
    std::vector<quint16> values;
    for (const auto &word : words)
        values.push_back(static_cast<quint16>(number(word, -32768, 65535, QStringLiteral("number of 16 bits"))));
    return values.size() == 1 && !multiple ? writeRegister(first, values.front()) : writeRegisters(first, values);
}

QByteArray writeOf(QStringList words)
{
    const bool multiple = words.value(1) == QLatin1String("multiple");
    if (multiple)
        words.removeAt(1);
    const auto table = tableNamed(words.value(1));
    const auto values = words.mid(3);
    if (table == ModbusTable::Coil && !values.isEmpty() && values.size() <= mostBitsWritten)
        return coilsOf(address(words.at(2)), values, multiple);
    if (table == ModbusTable::Holding && !values.isEmpty() && values.size() <= mostWritten)
        return registersOf(address(words.at(2)), values, multiple);
    refuse(QStringLiteral("A write names coil, an address and 1 to %1 times on or off, or holding, an address and 1 to %2 numbers")
               .arg(mostBitsWritten)
               .arg(mostWritten));
}

/// What a request asks for, as a line; what is no sound request becomes a line of another, or none.
QString lineOf(const QByteArray &request)
{
    const auto table = tableOf(byteAt(request, 0));
    if (!table)
        return {};
    const auto place = QStringLiteral("%1 %2").arg(name(*table), QString::number(wordAt(request, 1)));
    const int second = wordAt(request, 3);
    switch (byteAt(request, 0)) {
    case 5:
        return QStringLiteral("write %1 %2").arg(place, second != 0 ? QStringLiteral("on") : QStringLiteral("off"));
    case 6:
        return QStringLiteral("write %1 %2").arg(place, QString::number(second));
    case 15:
    case 16:
        return QStringLiteral("write %1%2 %3").arg(second == 1 ? QStringLiteral("multiple ") : QString(), place,
                                                   valueTexts(*table, request, second).join(QLatin1Char(' ')));
    default:
        return QStringLiteral("read %1 %2").arg(place, QString::number(second));
    }
}
} // namespace

QString handForms()
{
    return QStringLiteral("read holding 100 2, with coil, discrete, input or holding, an address counted from 0 and how many; write "
                          "holding 100 5, or write coil 3 on, with one or more values; write multiple holding 100 5 for a unit that "
                          "takes only functions 15 and 16; behind unit 4 where a line has several");
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

QString handLine(const QByteArray &request)
{
    const auto line = lineOf(request);
    try {
        return !line.isEmpty() && handRequest(line.toLatin1()).pdu == request ? line : QString();
    } catch (const engine::Error &) {
        return {}; // it asks for what no line may
    }
}
} // namespace podium::devices::modbus
