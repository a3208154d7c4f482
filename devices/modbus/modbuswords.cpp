// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusbytes.h"
#include "devices/modbus/modbuspdu.h"

#include <array>
#include <limits>

/// Requests and replies in words, for people who watch a line.
namespace podium::devices::modbus
{
namespace
{
constexpr qsizetype mostTold = 16; // values of one message

/// As manuals number it: the digit of the table, and the register counted from 1.
QString reference(ModbusTable table, int address)
{
    constexpr std::array digits{'0', '1', '3', '4'};
    const int width = address < 9999 ? 4 : 5;
    return QLatin1Char(digits.at(static_cast<std::size_t>(table))) + QStringLiteral("%1").arg(address + 1, width, 10, QLatin1Char('0'));
}

QString countText(ModbusTable table, int count)
{
    constexpr std::array one{"coil", "discrete input", "input register", "holding register"};
    const auto what = QLatin1String(one.at(static_cast<std::size_t>(table)));
    return QStringLiteral("%1 %2%3").arg(QString::number(count), what, count == 1 ? QLatin1String() : QLatin1String("s"));
}

QString placeText(ModbusTable table, int address)
{
    return QStringLiteral("%1 (address %2)").arg(reference(table, address), QString::number(address));
}

QString valuesText(ModbusTable table, int address, const QStringList &values)
{
    QStringList told;
    for (qsizetype i = 0; i < std::min(values.size(), mostTold); ++i)
        told << (address < 0 ? values.at(i) : QStringLiteral("%1 = %2").arg(reference(table, address + static_cast<int>(i)), values.at(i)));
    auto text = told.join(QStringLiteral(", "));
    if (values.size() > mostTold)
        text += QStringLiteral(" and %1 more").arg(values.size() - mostTold);
    return text;
}

QString exceptionName(int code)
{
    const auto text = exceptionText(code);
    return QStringLiteral("exception %1").arg(text.section(QLatin1Char(':'), 0, 0));
}
} // namespace

QStringList valueTexts(ModbusTable table, const QByteArray &pdu, int most)
{
    QStringList texts;
    if (holdsBits(table))
        for (const bool bit : bits(pdu))
            texts << (bit ? QStringLiteral("on") : QStringLiteral("off"));
    else
        for (const auto word : registers(pdu))
            texts << QString::number(word);
    return texts.first(std::min<qsizetype>(most, texts.size()));
}

QString requestText(const QByteArray &request)
{
    const int function = byteAt(request, 0);
    const int address = wordAt(request, 1);
    const int second = wordAt(request, 3);
    if (function == 8 && request.size() == 5)
        return QStringLiteral("asks for an echo of %1").arg(second);
    const auto table = tableOf(function);
    if (!table || request.size() < 5)
        return request.isEmpty() ? QString() : QStringLiteral("function %1").arg(function);
    const auto place = placeText(*table, address);
    if (function <= 4)
        return QStringLiteral("read %1 at %2").arg(countText(*table, second), place);
    if (function == 5)
        return QStringLiteral("write coil %1: %2").arg(place, second != 0 ? QStringLiteral("on") : QStringLiteral("off"));
    if (function == 6)
        return QStringLiteral("write holding register %1: %2").arg(place, QString::number(second));
    return QStringLiteral("write %1 at %2: %3").arg(countText(*table, second), place, valuesText(*table, -1, valueTexts(*table, request, second)));
}

QString replyText(const QByteArray &request, const QByteArray &reply)
{
    const int function = byteAt(reply, 0);
    if (reply.isEmpty())
        return {};
    if ((function & exceptionFlag) != 0)
        return exceptionName(byteAt(reply, 1));
    const auto table = tableOf(function);
    const bool isKnown = byteAt(request, 0) == function && request.size() >= 5;
    if (table && function <= 4) {
        const int count = isKnown ? wordAt(request, 3) : std::numeric_limits<int>::max();
        return valuesText(*table, isKnown ? wordAt(request, 1) : -1, valueTexts(*table, reply, count));
    }
    if (function == 8)
        return QStringLiteral("the echo");
    if (table && (function == 15 || function == 16))
        return QStringLiteral("has written %1 at %2").arg(countText(*table, wordAt(reply, 3)), placeText(*table, wordAt(reply, 1)));
    return table ? QStringLiteral("has written %1").arg(placeText(*table, wordAt(reply, 1))) : QStringLiteral("function %1").arg(function);
}
} // namespace podium::devices::modbus
