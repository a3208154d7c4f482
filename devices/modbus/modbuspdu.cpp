// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbuspdu.h"

#include "devices/modbus/modbusbytes.h"

#include <QStringList>

#include <array>

namespace podium::devices
{
using modbus::byteAt;
using modbus::wordAt;

namespace
{
enum Function { ReadCoils = 1, ReadDiscrete, ReadHolding, ReadInput, WriteCoil, WriteRegister, Echo = 8, WriteCoils = 15, WriteRegisters };

void append(QByteArray &pdu, int word)
{
    pdu.append(static_cast<char>(word >> 8));
    pdu.append(static_cast<char>(word));
}

QByteArray request(int function, int first, int second)
{
    QByteArray pdu(1, static_cast<char>(function));
    append(pdu, first);
    append(pdu, second);
    return pdu;
}

modbus::Verdict bad(const QString &why) { return {false, 0, why}; }

/// How many bytes of data answer a read of so many.
int dataSize(int function, int count) { return function <= ReadDiscrete ? (count + 7) / 8 : 2 * count; }

/// The values of an answer to a read, or of a request that writes several.
QByteArray dataOf(const QByteArray &pdu)
{
    const int function = byteAt(pdu, 0);
    return pdu.mid(function == WriteCoils || function == WriteRegisters ? 6 : 2);
}
} // namespace

namespace modbus
{
const QStringList &tableWords()
{
    static const QStringList words{QStringLiteral("coil"), QStringLiteral("discrete"), QStringLiteral("input"), QStringLiteral("holding")};
    return words;
}

std::optional<ModbusTable> tableNamed(const QString &word)
{
    const auto place = tableWords().indexOf(word);
    return place < 0 ? std::nullopt : std::optional(static_cast<ModbusTable>(place));
}

std::optional<ModbusTable> tableOf(int function)
{
    switch (function) {
    case ReadCoils:
    case WriteCoil:
    case WriteCoils:
        return ModbusTable::Coil;
    case ReadDiscrete:
        return ModbusTable::Discrete;
    case ReadHolding:
    case WriteRegister:
    case WriteRegisters:
        return ModbusTable::Holding;
    case ReadInput:
        return ModbusTable::Input;
    default:
        return {};
    }
}

QByteArray readRequest(ModbusTable table, quint16 address, int count)
{
    constexpr std::array functions{ReadCoils, ReadDiscrete, ReadInput, ReadHolding};
    return request(functions.at(static_cast<std::size_t>(table)), address, count);
}

QByteArray writeCoil(quint16 address, bool on) { return request(WriteCoil, address, on ? 0xff00 : 0); }

QByteArray writeRegister(quint16 address, quint16 word) { return request(WriteRegister, address, word); }

QByteArray writeCoils(quint16 address, const std::vector<bool> &bits)
{
    const auto count = static_cast<int>(bits.size());
    auto pdu = request(WriteCoils, address, count);
    QByteArray data(dataSize(ReadCoils, count), '\0');
    for (int i = 0; i < count; ++i)
        if (bits[static_cast<std::size_t>(i)])
            data[i / 8] = static_cast<char>(data.at(i / 8) | (1 << (i % 8)));
    return pdu.append(static_cast<char>(data.size())).append(data);
}

QByteArray writeRegisters(quint16 address, const std::vector<quint16> &words)
{
    auto pdu = request(WriteRegisters, address, static_cast<int>(words.size()));
    pdu.append(static_cast<char>(2 * words.size()));
    for (const auto word : words)
        append(pdu, word);
    return pdu;
}

QByteArray echoRequest(quint16 data) { return request(Echo, 0, data); }

Verdict judged(const QByteArray &request, const QByteArray &reply)
{
    if (reply.isEmpty())
        return bad(QStringLiteral("it is empty"));
    const int function = byteAt(request, 0);
    const int answered = byteAt(reply, 0);
    if (answered == (function | exceptionFlag)) {
        if (reply.size() != 2 || byteAt(reply, 1) == 0)
            return bad(QStringLiteral("it refuses without a reason"));
        return {true, byteAt(reply, 1), {}};
    }
    if (answered != function)
        return bad(QStringLiteral("it answers function %1, not %2").arg(answered).arg(function));
    if (function <= ReadInput) {
        const int wanted = dataSize(function, wordAt(request, 3));
        if (reply.size() < 2 || byteAt(reply, 1) != reply.size() - 2)
            return bad(QStringLiteral("its length of %1 bytes is not what it says").arg(reply.size()));
        if (byteAt(reply, 1) != wanted)
            return bad(QStringLiteral("it has %1 bytes of data, not %2").arg(byteAt(reply, 1)).arg(wanted));
        return {true, 0, {}};
    }
    if (reply != request.first(5)) // 5, 6 and 8 send the request back, 15 and 16 its beginning
        return bad(QStringLiteral("it confirms something else"));
    return {true, 0, {}};
}

QString exceptionText(int code)
{
    switch (code) {
    case 1:
        return QStringLiteral("1 \"illegal function\": it does not know the function");
    case 2:
        return QStringLiteral("2 \"illegal data address\": it has no such register, or not so many of them");
    case 3:
        return QStringLiteral("3 \"illegal data value\": it does not take this value");
    case 4:
        return QStringLiteral("4 \"server device failure\": it failed while it tried");
    case 5:
        return QStringLiteral("5 \"acknowledge\": it took the request and will need long for it");
    case 6:
        return QStringLiteral("6 \"server device busy\": it is at work on something else; try again later");
    case 8:
        return QStringLiteral("8 \"memory parity error\": its memory is damaged");
    case 10:
        return QStringLiteral("10 \"gateway path unavailable\": the gateway is overloaded or set up wrongly");
    case 11:
        return QStringLiteral("11 \"gateway target device failed to respond\": nothing answers the gateway at this unit number");
    default:
        return QStringLiteral("%1, which Modbus does not define; see the manual of the device").arg(code);
    }
}

std::vector<quint16> registers(const QByteArray &pdu)
{
    const auto data = dataOf(pdu);
    std::vector<quint16> words;
    for (qsizetype at = 0; at + 1 < data.size(); at += 2)
        words.push_back(static_cast<quint16>(wordAt(data, at)));
    return words;
}

std::vector<bool> bits(const QByteArray &pdu)
{
    std::vector<bool> result;
    for (const char byte : dataOf(pdu))
        for (int bit = 0; bit < 8; ++bit)
            result.push_back((byte & (1 << bit)) != 0);
    return result;
}

QString inWords(const QByteArray &request)
{
    const int function = byteAt(request, 0);
    const auto first = QString::number(wordAt(request, 1));
    const int second = wordAt(request, 3);
    switch (function) {
    case ReadCoils:
    case ReadDiscrete:
    case ReadHolding:
    case ReadInput: {
        constexpr std::array what{"coils", "discrete inputs", "holding registers", "input registers"};
        return QStringLiteral("the read of %1 %2 from address %3")
            .arg(QString::number(second), QLatin1String(what.at(static_cast<std::size_t>(function - ReadCoils))), first);
    }
    case WriteCoil:
        return QStringLiteral("the write of %1 to coil address %2").arg(second ? QStringLiteral("on") : QStringLiteral("off"), first);
    case WriteRegister:
        return QStringLiteral("the write of %1 to holding register address %2").arg(QString::number(second), first);
    case WriteCoils:
        return QStringLiteral("the write of %1 coils from address %2").arg(QString::number(second), first);
    case WriteRegisters:
        return QStringLiteral("the write of %1 holding registers from address %2").arg(QString::number(second), first);
    default:
        return QStringLiteral("the diagnostic echo");
    }
}
} // namespace modbus
} // namespace podium::devices
