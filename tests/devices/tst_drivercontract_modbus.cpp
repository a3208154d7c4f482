// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "engine/model/family.h"
#include "engine/model/operations.h"
#include "engine/model/valuecheck.h"
#include "tests/support/linkfixture.h"
#include "tests/support/modbusserver.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using tests::ended;

namespace
{
/// One instrument that speaks Modbus, and how each clause of the contract is tried with it. An action is "ADDRESS VALUE".
struct Contract {
    QString instrument;
    std::map<int, quint16> holding = {};
    std::map<int, bool> discrete = {};
    std::map<int, bool> coils = {};
    QString reads = {};
    QString writes = {};       ///< an action that is accepted
    int written = 0;           ///< where it is seen in the peer's holding registers,
    QList<int> words = {};     ///< and as what
    QString beyond = {};       ///< an action that the limits refuse
    QString moves = {};        ///< an action that outputs until it is stopped
    int output = 0;            ///< the coil or holding register of that
    int on = 0;                ///< what it holds then
    int off = 0;               ///< what a stop, and the closing, leaves there
    bool outputIsCoil = false;
};

/// A bench with the device "d" of a contract, whose peer is a unit with these registers.
class World
{
public:
    explicit World(const Contract &contract)
        : m_contract(contract)
    {
        server.slave.holding = contract.holding;
        server.slave.discrete = contract.discrete;
        server.slave.coils = contract.coils;
        server.slave.written = [this] { // what the coil is told, the discrete input says
            for (auto &[address, state] : server.slave.discrete)
                state = server.slave.coils[address];
        };
        QFile file(m_folder.filePath(QStringLiteral("bench.toml")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QStringLiteral("name = 'Contract'\n[[device]]\nid = 'd'\naddress = 'modbus+tcp://127.0.0.1:%1?unit=1'\ninstrument = '%2'\n")
                       .arg(QString::number(server.port()), contract.instrument)
                       .toUtf8());
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        auto problems = loaded.problems;
        if (loaded.plan)
            for (const auto &problem : app::buildBench(*loaded.plan, *core))
                problems.push_back(problem);
        for (const auto &problem : problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        if (problems.empty())
            core->ready();
    }

    Device &device() { return core->bench.device(QStringLiteral("d")); }
    Parameter &parameter(const QString &address) { return core->bench.parameter(*Address::parse(address)); }
    bool isThere()
    {
        return device().state() != DeviceState::Disconnected && parameter(m_contract.reads).reading().quality == Quality::Valid;
    }
    Task<Value> act(const QString &action)
    {
        const auto address = *Address::parse(action.section(QLatin1Char(' '), 0, 0));
        const auto value = parseValue(parameter(address.text()).spec(), action.section(QLatin1Char(' '), 1));
        return core->engine.run(action, operations::write(core->bench, address, value));
    }
    Task<Value> read()
    {
        return core->engine.run(QStringLiteral("read"), operations::read(core->bench, *Address::parse(m_contract.reads)));
    }
    bool isStopped()
    {
        const auto receipts = core->stops->receipts();
        return !receipts.empty() && receipts.front().isConfirmed();
    }
    /// What the output of the peer holds.
    int output() const
    {
        const auto &slave = server.slave;
        return m_contract.outputIsCoil ? int(slave.coils.at(m_contract.output)) : int(slave.holding.at(m_contract.output));
    }

    tests::ModbusServer server;
    std::unique_ptr<Core> core = std::make_unique<Core>(std::make_unique<LiveScheduler>());

private:
    const Contract &m_contract;
    QTemporaryDir m_folder;
};
} // namespace

Q_DECLARE_METATYPE(Contract)

#define IN_WORLD(world)                                                                                                \
    QFETCH(Contract, contract);                                                                                        \
    World world(contract);                                                                                             \
    QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 20000)

class ModbusContractTest : public QObject
{
    Q_OBJECT

private:
    static void instruments()
    {
        QTest::addColumn<Contract>("contract");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        // 21.5 degC as a float is 41ac 0000, 300 degC 4396 0000
        QTest::newRow("eurotherm-3216") << Contract{
            .instrument = s("eurotherm-3216"),
            .holding = {{1, 22}, {273, 2}, {32770, 0x41ac}, {32771, 0}, {32772, 0}, {32773, 0}, {32774, 0}, {32775, 0},
                        {32776, 0}, {32777, 0}, {32778, 0}, {32779, 0}},
            .reads = s("d.temperature"), .writes = s("d.setpoint 300 degC"), .written = 32772, .words = {0x4396, 0},
            .beyond = s("d.setpoint 2000 degC"), .moves = s("d.power on"), .output = 273, .on = 0, .off = 2};
        QTest::newRow("omega-cn7500") << Contract{
            .instrument = s("omega-cn7500"),
            .holding = {{4096, 215}, {4097, 0}, {4114, 0}}, .discrete = {{2068, false}}, .coils = {{2064, false}, {2068, false}},
            .reads = s("d.temperature"), .writes = s("d.setpoint -12.5 degC"), .written = 4097, .words = {0xff83},
            .beyond = s("d.setpoint 1301 degC"), .moves = s("d.power on"), .output = 2068, .on = 1, .off = 0, .outputIsCoil = true};
        QTest::newRow("riden-rd6006") << Contract{
            .instrument = s("riden-rd6006"),
            .holding = {{0, 60062}, {8, 0}, {9, 0}, {10, 0}, {11, 0}, {12, 0}, {13, 0}, {14, 6500}, {15, 0}, {16, 0}, {17, 0}, {18, 0}},
            .reads = s("d.voltage"), .writes = s("d.current_limit 1.5 A"), .written = 9, .words = {1500},
            .beyond = s("d.voltage 62 V"), .moves = s("d.output on"), .output = 18, .on = 1, .off = 0};
    }

private Q_SLOTS:
    void hasWhatItsFamilyHasAndReads_data() { instruments(); }
    void hasWhatItsFamilyHasAndReads()
    {
        IN_WORLD(world);
        const auto shape = describe(world.core->bench).devices.front();
        const auto *family = family::find(shape.family);
        QVERIFY2(family, qPrintable(shape.family));
        QCOMPARE(family->lack(shape.parameters, shape.commands), QString());
        const auto task = world.read();
        QTRY_VERIFY(task.isFinished());
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QVERIFY(std::holds_alternative<Quantity>(task.result()));
        for (const auto &parameter : world.device().parameters())
            if (parameter->spec().isReadable())
                QVERIFY2(parameter->reading().quality == Quality::Valid, qPrintable(parameter->reading().reason));
    }

    void writeIsSeenInTheRegistersAndBeyondLimitsIsRefused_data() { instruments(); }
    void writeIsSeenInTheRegistersAndBeyondLimitsIsRefused()
    {
        IN_WORLD(world);
        const auto task = world.act(contract.writes);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        for (qsizetype i = 0; i < contract.words.size(); ++i)
            QCOMPARE(int(world.server.slave.holding[contract.written + int(i)]), contract.words[i]);
        const auto before = world.server.slave.holding;
        const auto refused = world.act(contract.beyond);
        QTRY_VERIFY(refused.isFinished());
        QCOMPARE(refused.info().errorKind, std::optional(ErrorKind::Refused));
        ended(refused);
        QVERIFY(world.server.slave.holding == before);
    }

    void stopIsSeenInTheRegisters_data() { instruments(); }
    void stopIsSeenInTheRegisters()
    {
        IN_WORLD(world);
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QCOMPARE(world.output(), contract.on);
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::On, 10000);
        world.core->stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopped(), 15000);
        QCOMPARE(world.output(), contract.off);
        QVERIFY(world.core->stops->receipts().front().firstByte);
        const auto again = world.act(contract.moves);
        QTRY_VERIFY(again.isFinished());
        QVERIFY2(ended(again).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(again)));
        QCOMPARE(world.output(), contract.off);
    }

    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn_data() { instruments(); }
    void stopPressedWhileTheCableIsOutIsTheFirstThingOnReturn()
    {
        IN_WORLD(world);
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        ended(task);
        world.server.pull();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 3000);
        QCOMPARE(world.parameter(contract.reads).reading().quality, Quality::Lost);
        const auto before = world.server.slave.requests.size();
        world.core->stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY(!world.core->stops->receipts().empty() && !world.core->stops->receipts().front().steps.isEmpty());
        QCOMPARE(world.output(), contract.on);
        world.server.plug();
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopped(), 20000);
        const int first = static_cast<quint8>(world.server.slave.requests.at(before).at(0));
        QCOMPARE(first, contract.outputIsCoil ? 5 : 6);
        QCOMPARE(world.output(), contract.off);
    }

    void mutePeerIsATimeoutAndThenComesBack_data() { instruments(); }
    void mutePeerIsATimeoutAndThenComesBack()
    {
        IN_WORLD(world);
        world.server.freeze();
        const auto task = world.read();
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Timeout));
        ended(task);
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(world.parameter(contract.reads).reading().quality != Quality::Valid, 10000);
        world.server.thaw();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 20000);
    }

    void closingLeavesItSafeAndItOpensAgain_data() { instruments(); }
    void closingLeavesItSafeAndItOpensAgain()
    {
        IN_WORLD(world);
        const auto task = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 10000);
        ended(task);
        QCOMPARE(world.output(), contract.on);
        world.device().close();
        QTRY_COMPARE_WITH_TIMEOUT(world.output(), contract.off, 10000);
        world.device().open();
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere(), 20000);
        const auto again = world.act(contract.moves);
        QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), 10000);
        ended(again);
        QCOMPARE(world.output(), contract.on);
        world.core.reset(); // the program ends
        QTRY_COMPARE_WITH_TIMEOUT(world.output(), contract.off, 10000);
    }
};

PODIUM_TEST_MAIN(ModbusContractTest)
#include "tst_drivercontract_modbus.moc"
