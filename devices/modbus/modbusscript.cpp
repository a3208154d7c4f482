// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusscript.h"

#include "devices/modbus/modbusbytes.h"
#include "devices/modbus/modbushand.h"
#include "devices/modbus/modbuspdu.h"

namespace podium::devices
{
namespace
{
constexpr char talk[] = R"python(
import struct


def request_of(words):
    """The bytes of "read holding 100 2", "write holding 100 5", "write coil 3 on off" or "write multiple holding 100 5"."""
    functions = {"coil": (1, 5, 15), "discrete": (2,), "holding": (3, 6, 16), "input": (4,)}
    multiple = words[1] == "multiple"
    table, first, *values = words[2:] if multiple else words[1:]
    first = int(first)
    if words[0] == "read":
        return struct.pack(">BHH", functions[table][0], first, int(values[0]))
    single, several = functions[table][1:]
    count = len(values)
    if table == "coil":
        if count == 1 and not multiple:
            return struct.pack(">BHH", single, first, 0xff00 if values[0] == "on" else 0)
        bits = sum(1 << place for place, value in enumerate(values) if value == "on")
        data = bits.to_bytes((count + 7) // 8, "little")
    else:
        if count == 1 and not multiple:
            return struct.pack(">BHH", single, first, int(values[0]))
        data = struct.pack(f">{count}H", *map(int, values))
    return struct.pack(">BHHB", several, first, count, len(data)) + data


def answer_text(request, answer):
    if answer[:1] == bytes([request[0] | 0x80]):
        return f"exception {answer[1]}"
    if answer[:1] != request[:1]:
        return f"an answer to something else: {answer.hex(' ')}"
    if request[0] > 4:
        return "written"
    data = answer[2:]
    if request[0] > 2:
        return " ".join(str(word) for word in struct.unpack(f">{len(data) // 2}H", data[:len(data) // 2 * 2]))
    count = min(8 * len(data), struct.unpack(">H", request[3:5])[0])
    return " ".join("on" if data[place // 8] >> place % 8 & 1 else "off" for place in range(count))


def checksum(data):
    crc = 0xffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xa001 if crc & 1 else crc >> 1
    return struct.pack("<H", crc)


class Talk(Line):
    """A Modbus line: requests as they are written by hand, behind their unit, and answers as their values."""

    def __init__(self, address):
        form = re.fullmatch(r"modbus\+(tcp|rtu)://([^?]+)\??(.*)", address)
        if not form:
            sys.exit(f"{address} is no address for this program: give modbus+tcp://host:502 or modbus+rtu:///dev/ttyUSB0?baud=9600")
        settings = [each for each in form[3].split("&") if each and not each.startswith("unit=")]
        serial = form[2].startswith("/")
        super().__init__(f"serial://{form[2]}?{'&'.join(settings)}" if serial else f"tcp://{form[2]}")
        self.rtu = form[1] == "rtu"
        baud = int(dict(each.split("=", 1) for each in settings).get("baud", 9600))
        self.silence = max(3.5 * 11 / baud, 0.00175) if serial else 0.00175
        self.asked = []  # what waits for its answer: the id, the unit, the text and the bytes of each request
        self.answers = []  # that came, and nobody has asked for yet: the text of the request, and the answer
        self.last = 0

    def send(self, text):
        unit, *words = text.split()[1:]
        unit, request = int(unit), request_of(words)
        self.last = self.last % 0xffff + 1
        if self.rtu:
            self.asked = []  # such a line knows no more than one
            time.sleep(self.silence)
            frame = bytes([unit]) + request
            self.write(frame + checksum(frame))
        else:
            self.write(struct.pack(">HHHB", self.last, 0, len(request) + 1, unit) + request)
        self.asked.append((self.last, unit, text, request))

    def receive(self, limit, text):
        over = time.monotonic() + limit
        while True:
            for known in self.answers:
                if known[0] == text:
                    self.answers.remove(known)
                    return known[1]
            end = self.until(self.frame_end, over - time.monotonic())
            if end is None:
                return None
            frame, self.came = self.came[:end], self.came[end:]
            self.take(frame)

    def frame_end(self):
        """Where the frame at the beginning ends; -1: more has to come."""
        if len(self.came) < 6:
            length = 3 if self.rtu and len(self.came) > 2 and self.came[1] & 0x80 else None
        elif not self.rtu:
            length = 6 + struct.unpack(">H", self.came[4:6])[0]
        else:
            length = 3 if self.came[1] & 0x80 else 3 + self.came[2] if self.came[1] <= 4 else 6
        if length is None or length + 2 * self.rtu > len(self.came):
            return -1
        return length + 2 * self.rtu

    def take(self, frame):
        if self.rtu:
            sound = checksum(frame[:-2]) == frame[-2:]
            found, answer = self.asked[-1:] if sound and self.asked and self.asked[-1][1] == frame[0] else [], frame[1:-2]
        else:
            found, answer = [each for each in self.asked if each[0] == struct.unpack(">H", frame[:2])[0]], frame[7:]
        if not found or not answer:
            print("<", frame.hex(" "), "  answers nothing")
            return
        self.asked.remove(found[0])
        self.answers.append((found[0][2], answer_text(found[0][3], answer)))
)python";

/// Of a request and what answers it. Empty: it is no answer to that.
QString answerText(const QByteArray &request, const QByteArray &reply)
{
    const int function = modbus::byteAt(request, 0);
    if (modbus::byteAt(reply, 0) == (function | modbus::exceptionFlag))
        return QStringLiteral("exception %1").arg(modbus::byteAt(reply, 1));
    const auto table = modbus::tableOf(function);
    if (!table || modbus::byteAt(reply, 0) != function)
        return {};
    return function <= 4 ? modbus::valueTexts(*table, reply, modbus::wordAt(request, 3)).join(QLatin1Char(' ')) : QStringLiteral("written");
}

QString requestLine(int unit, const QByteArray &request)
{
    const auto line = modbus::handLine(request);
    return line.isEmpty() ? line : QStringLiteral("unit %1 %2").arg(QString::number(unit), line);
}
} // namespace

std::optional<ModbusScript::Message> ModbusScript::said(const engine::TraceEntry &entry)
{
    const auto message = m_dialogue.next(entry);
    if (!message)
        return {};
    const auto request = requestLine(message->unit, message->isRequest ? message->pdu : message->answers);
    const auto text = message->isRequest ? request : answerText(message->answers, message->pdu);
    if (request.isEmpty() || text.isEmpty())
        return {};
    return Message{text, message->isRequest ? QString() : request};
}

QString ModbusScript::program() { return QString::fromLatin1(talk); }
} // namespace podium::devices
