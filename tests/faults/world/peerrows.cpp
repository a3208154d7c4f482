// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/peers.h"
#include "tests/faults/world/rows.h"

#include "tests/support/linkfixture.h"

#include <QTest>

/// Peers that are not what they should be: garbage, Modbus that is wrong, INDI servers that go and come back otherwise.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
void wrongBaudRate(Kind kind)
{
    const auto world = World::make(kind, {.expects = false, .rule = QStringLiteral("on every message of instrument: garbage 30 bytes")});
    world->advance(60s);
    QVERIFY(world->isGone());
    QVERIFY(!world->isThere());
    QVERIFY(world->peer().count("identify") > 3);
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 1s));
    ended(task);
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
    QCOMPARE(world->peer().heard.size(), world->peer().count("identify")); // nothing else left
    world->script().clear();
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

struct Wrong {
    const char *what;
    std::function<devices::ModbusFrame(devices::ModbusFrame right)> twist;
    const char *told;       ///< of TCP
    const char *toldSerial; ///< where an answer that fits nobody may be another's, so that the right one is awaited
};

Wrong exception(int code, const char *told)
{
    return {told, [code](devices::ModbusFrame frame) {
                frame.pdu = ModbusSlave::refused(quint8(frame.pdu.at(0)) & 0x7f, code);
                return frame;
            },
            told, told};
}

std::vector<Wrong> wrongFrames()
{
    const auto pdu = [](const char *hex) {
        return [bytes = QByteArray::fromHex(hex)](devices::ModbusFrame frame) {
            frame.pdu = bytes;
            return frame;
        };
    };
    const auto unit = [](devices::ModbusFrame frame) {
        frame.unit = 2;
        return frame;
    };
    const auto foreign = [](devices::ModbusFrame frame) {
        frame.id = quint16(frame.id + 77);
        return frame;
    };
    return {
        exception(1, "illegal function"),
        exception(2, "illegal data address"),
        exception(3, "illegal data value"),
        exception(4, "device failure"),
        exception(6, "busy"),
        exception(10, "gateway"),
        exception(11, "gateway"),
        {"another unit", unit, "unit 2 answers", "did not answer"},
        {"another function", pdu("04021234"), "it answers function 4", "it answers function 4"},
        {"too short", pdu("030112"), "bytes of data", "bytes of data"},
        {"too long", pdu("0308123456789abcdef0"), "bytes of data", "bytes of data"},
        {"another transaction", foreign, "did not answer", nullptr},
    };
}

void wrongModbusFrames(Kind kind)
{
    for (const auto &wrong : wrongFrames()) {
        const auto *told = kind == Kind::ModbusTcp ? wrong.told : wrong.toldSerial;
        if (!told)
            continue;
        const auto world = World::make(kind, {.polls = false});
        auto &peer = static_cast<ModbusPeer &>(world->peer());
        peer.numbers = true;
        peer.twist = wrong.twist;
        const auto before = world->position().reading().value;
        const auto task = world->read();
        QVERIFY2(world->until([&] { return task.isFinished(); }, 5s), wrong.what);
        const auto end = ended(task);
        QVERIFY2(end.contains(QLatin1String(told), Qt::CaseInsensitive), qPrintable(QLatin1String(wrong.what) + QStringLiteral(": ") + end));
        QVERIFY2(world->position().reading().quality != Quality::Valid || world->position().reading().value == before, wrong.what);
        peer.twist = {};
        const auto again = world->read();
        const bool isRead = world->until([&] { return again.isFinished() && world->isThere(); }, 40s);
        QVERIFY2(isRead, qPrintable(QLatin1String(wrong.what) + QStringLiteral(": ") + world->why()));
        ended(again);
        const auto right = world->read();
        QVERIFY(world->until([&] { return right.isFinished(); }, 5s));
        QCOMPARE(ended(right), QStringLiteral("succeeded"));
        QCOMPARE(world->wrongValues, 0);
        QCOMPARE(world->leftOver(), QString());
    }
}

void wrongChecksum(Kind kind)
{
    const auto world = World::make(kind, {.polls = false});
    auto &peer = static_cast<ModbusPeer &>(world->peer());
    peer.breaksChecksum = true;
    const auto task = world->read();
    QVERIFY(world->until([&] { return task.isFinished(); }, 5s));
    QVERIFY2(ended(task).contains(QLatin1String("its checksum is wrong")), qPrintable(ended(task)));
    peer.breaksChecksum = false;
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

const char *const noBaudRate = "there is no baud rate that could be wrong";
const char *const noModbus = "it is no Modbus";
} // namespace

std::vector<FaultRow> peerRows()
{
    return {{"F18", "at a wrong baud rate nothing but the question who it is is sent", wrongBaudRate,
             allBut({Kind::ScpiSerial, Kind::ModbusRtu}, noBaudRate)}};
}

std::vector<FaultRow> modbusRows()
{
    return {
        {"F19", "each wrong frame is an error that says how, and no value", wrongModbusFrames,
         allBut({Kind::ModbusTcp, Kind::ModbusRtu}, noModbus)},
        {"F19", "a wrong checksum is an error that says so", wrongChecksum, allBut({Kind::ModbusRtu}, "it has no checksum")},
    };
}
} // namespace podium::tests
