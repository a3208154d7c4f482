// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/peers.h"

#include <QRegularExpression>

namespace podium::tests
{
namespace
{
constexpr auto round = std::chrono::milliseconds(100); // of a driver that looks after its hardware

QByteArray decimal(double value) { return QByteArray::number(value, 'f', 3); }
} // namespace

QByteArray LinePeer::answer(const QByteArray &message)
{
    const auto words = message.trimmed().split(' ');
    const auto &word = words.front();
    if (word == "*IDN?") {
        heard << "identify";
        return "ACME,AXIS," + unit + '\n';
    }
    if (word == "MOV") {
        heard << "move";
        begin(words.value(1).toDouble());
        return {};
    }
    if (word == "STOP" || word == "REMOTE") {
        heard << (word == "STOP" ? "stop" : "set up");
        if (word == "STOP")
            halt();
        return {};
    }
    heard << "ask";
    return word == "POS?" ? decimal(told()) + '\n'
        : word == "STAT?" ? QByteArray(isMoving() ? "1\n" : "0\n")
        : word == "VEL?"  ? QByteArray("3.000\n")
        : word == "ERR?"  ? QByteArray("0,\"none\"\n")
                          : QByteArray();
}

QByteArray RotatorPeer::answer(const QByteArray &message)
{
    const auto words = message.trimmed().split(' ');
    const auto &word = words.front();
    heard << (word == "_" ? "identify" : word == "P" ? "move" : word == "S" ? "stop" : "ask");
    if (word == "_")
        return "Model " + unit + '\n';
    if (word == "p")
        return decimal(told()) + "\n3.000\n";
    if (word == "P")
        begin(words.value(1).toDouble());
    if (word == "S")
        halt();
    return "RPRT 0\n";
}

ModbusPeer::ModbusPeer(Surroundings surroundings, bool isRtu)
    : AxisPeer(std::move(surroundings))
    , m_isRtu(isRtu)
{
    for (int address = 0; address < 8; ++address)
        m_slave.holding[address] = 0;
    m_slave.holding[4] = 3;
}

QByteArray ModbusPeer::answer(const QByteArray &message)
{
    const auto byte = [&message](qsizetype at) { return quint8(at < message.size() ? message.at(at) : 0); };
    const qsizetype head = m_isRtu ? 1 : 7;
    const auto request = m_isRtu ? message.mid(1).chopped(2) : message.mid(head);
    const auto function = byte(head);
    const int address = byte(head + 1) << 8 | byte(head + 2);
    const int count = byte(head + 3) << 8 | byte(head + 4);
    const bool writes = function == 6 || function == 16;
    heard << (writes ? address == 3 ? "move" : address == 5 ? "stop" : "set up" : function == 3 && address > 0 ? "ask" : "identify");
    m_slave.holding[0] = quint16(unit.toUInt());
    m_slave.holding[1] = isMoving() ? 1 : 0;
    if (function == 3 && address <= 2 && address + count > 2)
        m_slave.holding[2] = quint16(qint16(qRound(10 * told())));
    const auto reply = m_slave.answer(request);
    if (writes && address == 3)
        begin(0.1 * qint16(m_slave.holding[3]));
    if (writes && address == 5)
        halt();
    devices::ModbusFrame frame{quint16(m_isRtu ? 0 : byte(0) << 8 | byte(1)), byte(head - 1), reply, {}};
    if (twist)
        frame = twist(frame);
    if (!m_isRtu)
        return devices::MbapFramer().framed(frame);
    auto bytes = devices::RtuFramer().framed(frame);
    if (breaksChecksum)
        bytes.back() = char(bytes.back() ^ 1);
    return bytes;
}

void IndiPeer::reboot()
{
    AxisPeer::reboot();
    m_watching = false;
}

QByteArray IndiPeer::vector(const QByteArray &verb)
{
    const bool defines = verb == "def";
    const auto head = [&](const QByteArray &name, const QByteArray &state) {
        return " device='" + device + "' name='" + name + "' state='" + state + "' timestamp='2026-01-01T00:00:00'";
    };
    const auto element = defines ? "def" + type : "one" + type;
    const auto value = decimal(numbers ? 0.1 * double(number % 2000) : position());
    return '<' + verb + type + "Vector" + head("ABS_DOME_POSITION", isMoving() ? "Busy" : "Ok")
        + (defines ? " label='Azimuth' group='Main' perm='rw' timeout='5'>" : ">") + '<' + element + " name='DOME_ABSOLUTE_POSITION'"
        + (defines && type == "Number" ? " format='%.2f' min='-200' max='200' step='0'>" : ">") + value + "</" + element + "></" + verb + type
        + "Vector>\n";
}

QByteArray IndiPeer::answer(const QByteArray &message)
{
    const auto text = QString::fromUtf8(message);
    const auto attribute = [&text](const char *name) {
        return QRegularExpression(QStringLiteral(" %1=\"([^\"]*)\"").arg(QLatin1String(name))).match(text).captured(1).toUtf8();
    };
    if (message.startsWith("<pingRequest")) {
        heard << "ask";
        return "<pingReply uid='" + attribute("uid") + "'/>\n";
    }
    if (message.startsWith("<getProperties")) {
        heard << "identify";
        const auto name = attribute("name");
        const auto abort = "<defSwitchVector device='" + device + "' name='DOME_ABORT_MOTION' state='Ok' label='Abort' group='Main' "
            "perm='rw' rule='AtMostOne'><defSwitch name='ABORT'>Off</defSwitch></defSwitchVector>\n";
        if (!attribute("device").isEmpty() && attribute("device") != device)
            return {};
        return (name.isEmpty() || name == "ABS_DOME_POSITION" ? vector("def") : QByteArray())
            + (name.isEmpty() || name == "DOME_ABORT_MOTION" ? abort : QByteArray());
    }
    if (attribute("name") == "ABS_DOME_POSITION") {
        heard << "move";
        begin(QRegularExpression(QStringLiteral("DOME_ABSOLUTE_POSITION\">([^<]*)<")).match(text).captured(1).toDouble());
        watch();
        return vector("set");
    }
    if (attribute("name") == "DOME_ABORT_MOTION") {
        heard << "stop";
        halt();
        return vector("set");
    }
    return {};
}

/// Tells how it gets on, until it is there.
void IndiPeer::watch()
{
    if (std::exchange(m_watching, true))
        return;
    m_around.later(round, [this] {
        if (!std::exchange(m_watching, false))
            return;
        if (!isMute)
            tell();
        if (isMoving())
            watch();
    });
}
} // namespace podium::tests
