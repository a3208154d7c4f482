// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace podium::devices
{
/// The four tables of a Modbus unit. Coils and discrete inputs hold bits, the others words of 16 bits.
enum class ModbusTable : quint8 { Coil, Discrete, Input, Holding };

constexpr bool holdsBits(ModbusTable table) { return table == ModbusTable::Coil || table == ModbusTable::Discrete; }

/// The requests and replies of the Modbus application protocol, without what a line puts around them.
///
/// Source: Modbus Application Protocol Specification V1.1b3, section 6; addresses are those of the wire, from 0.
/// Thread: any.
namespace modbus
{
constexpr int mostRegisters = 125; ///< in one read (section 6.3)
constexpr int mostBits = 2000;     ///< in one read (section 6.1)
constexpr int mostWritten = 123;   ///< registers in one write (section 6.12)
constexpr int mostBitsWritten = 1968; ///< in one write (section 6.11)
constexpr int exceptionFlag = 0x80;   ///< in the function of a refusal (section 7)

/// "coil", "discrete", "input", "holding", in the order of the enumeration.
const QStringList &tableWords();
inline const QString &name(ModbusTable table) { return tableWords().at(static_cast<int>(table)); }
std::optional<ModbusTable> tableNamed(const QString &word);
/// The table that a function reads or writes; nothing: it is another function.
std::optional<ModbusTable> tableOf(int function);

/// Functions 1 to 4.
QByteArray readRequest(ModbusTable table, quint16 address, int count);
/// Functions 5 and 6.
QByteArray writeCoil(quint16 address, bool on);
QByteArray writeRegister(quint16 address, quint16 word);
/// Functions 15 and 16.
QByteArray writeCoils(quint16 address, const std::vector<bool> &bits);
QByteArray writeRegisters(quint16 address, const std::vector<quint16> &words);
/// Function 8, sub-function 0: the unit sends the same back. Serial lines only.
QByteArray echoRequest(quint16 data);

/// What a reply is to a request.
struct Verdict {
    bool isAnswer = false; ///< the very one; else `why` says what is wrong with it
    int exception = 0;     ///< the unit refuses the request, with this code
    QString why;
};
Verdict judged(const QByteArray &request, const QByteArray &reply);
/// The code in words: `2 "illegal data address"`, and what it means for the operator.
QString exceptionText(int code);

/// The words of an answer to function 3 or 4, or of a request of function 16.
std::vector<quint16> registers(const QByteArray &pdu);
/// The bits of an answer to function 1 or 2, or of a request of function 15, up to the end of the last byte.
std::vector<bool> bits(const QByteArray &pdu);
/// The same as texts, so many at most: "5", or "on" and "off".
QStringList valueTexts(ModbusTable table, const QByteArray &pdu, int most);

/// A request for use inside a sentence: "read 10 holding registers from address 0".
QString inWords(const QByteArray &request);

/// A request as a line of its own: "read 2 holding registers at 40001 (address 0)"; empty for nothing.
QString requestText(const QByteArray &request);
/// What answers it: "40001 = 5, 40002 = 7". An empty request: nobody knows it, and the numbers stand alone.
QString replyText(const QByteArray &request, const QByteArray &reply);
} // namespace modbus
} // namespace podium::devices
