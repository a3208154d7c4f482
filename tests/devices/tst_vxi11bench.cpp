// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "engine/model/operations.h"
#include "engine/model/valuecheck.h"
#include "tests/support/linkfixture.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QFile>

#include <csignal>

using namespace podium;
using namespace podium::engine;
using tests::ended;
using tests::SimLine;
using tests::SimProcess;

namespace
{
constexpr int eventually = 20000; // Unit: milliseconds

/// Two axes of the motion controller of podium-sim, reached over VXI-11.
class World
{
public:
    explicit World(const QStringList &more = {})
    {
        plug(more);
        QFile file(m_folder.filePath(QStringLiteral("bench.toml")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("name = 'VXI-11'\n");
        for (const char *axis : {"x", "y"})
            file.write(QStringLiteral("[[device]]\nid = '%1'\ninstrument = 'podium-mc3'\nsettings = { axis = '%1' }\n"
                                      "address = 'vxi11://127.0.0.1/inst0?port=%2'\n")
                           .arg(QString::fromLatin1(axis), QString::number(m_port))
                           .toUtf8());
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        if (loaded.problems.empty() && app::buildBench(*loaded.plan, core).empty())
            core.ready();
    }
    void plug(const QStringList &more = {})
    {
        sim.emplace(QStringList{QStringLiteral("--instrument"), QStringLiteral("motion"), QStringLiteral("--vxi11"),
                                QString::number(m_port)} +
                    more);
        m_port = sim->port("vxi11");
    }
    Device &device(const char *id) { return core.bench.device(QString::fromLatin1(id)); }
    Parameter &position(const char *id) { return *device(id).parameter(QStringLiteral("position")); }
    bool isThere(const char *id)
    {
        return device(id).state() != DeviceState::Disconnected && position(id).reading().quality == Quality::Valid;
    }
    Task<Value> move(const char *id, const char *where)
    {
        const auto address = *Address::parse(QString::fromLatin1(id) + QStringLiteral(".position"));
        const auto value = parseValue(position(id).spec(), QString::fromLatin1(where));
        return core.engine.run(QStringLiteral("move"), operations::write(core.bench, address, value));
    }
    double millimetres(const char *id) { return std::get<Quantity>(position(id).reading().value).value(); }
    bool isStopConfirmed()
    {
        const auto receipts = core.stops->receipts();
        return receipts.size() == 2 &&
               std::all_of(receipts.begin(), receipts.end(), [](const auto &receipt) { return receipt.isConfirmed(); });
    }
    /// What the instrument received and what happened to its link, in order.
    QByteArrayList wire() const
    {
        QByteArrayList lines;
        for (const auto &line : sim->log())
            if (line.direction != '>')
                lines << QByteArray(1, line.direction) + ' ' + line.text;
        return lines;
    }

    Core core{std::make_unique<LiveScheduler>()};
    std::optional<SimProcess> sim;

private:
    QTemporaryDir m_folder;
    quint16 m_port = 0;
};
} // namespace

#define IS_THERE(world)                                                                                                \
    QVERIFY2((world).sim->error().isEmpty(), qPrintable((world).sim->error()));                                       \
    QTRY_VERIFY_WITH_TIMEOUT((world).isThere("x") && (world).isThere("y"), eventually)

/// A bench whose instrument is podium-sim, over VXI-11; the judge of every row is the instrument's log.
class Vxi11BenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMotionIsStoppedMidway()
    {
        World world;
        IS_THERE(world);
        const auto task = world.move("x", "20 mm");
        QTRY_VERIFY_WITH_TIMEOUT(world.millimetres("x") > 2, eventually);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopConfirmed(), eventually);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
        const auto wire = world.wire();
        QCOMPARE(wire.count("< STOP x"), 1);
        QCOMPARE(wire.count("< STOP y"), 1);
        for (const auto &line : wire.mid(wire.indexOf("< STOP x")))
            QVERIFY2(!line.startsWith("< MOV"), line.constData());
        QTRY_VERIFY_WITH_TIMEOUT(!isBusy(world.device("x").state()), eventually);
        QVERIFY2(world.millimetres("x") < 19, qPrintable(QString::number(world.millimetres("x"))));
    }

    void theStopOvertakesAReadThatHangs()
    {
        World world({QStringLiteral("--fault"), QStringLiteral("delay=600000@20~POS? x")});
        IS_THERE(world);
        const auto task = world.move("x", "20 mm");
        QTRY_VERIFY_WITH_TIMEOUT(world.wire().contains("# fault delay"), eventually);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(world.wire().contains("< STOP y"), eventually);
        const auto wire = world.wire();
        const auto hangs = wire.indexOf("# fault delay");
        const auto stop = wire.indexOf("< STOP x");
        QVERIFY(stop > hangs);
        QCOMPARE(wire.mid(stop - 2, 3), QByteArrayList({"# aborted", "# cleared", "< STOP x"}));
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopConfirmed(), eventually);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        QCOMPARE(ended(task), QStringLiteral("cancelled"));
    }

    void pulledAndBackItTakesTheStopFirst()
    {
        World world;
        IS_THERE(world);
        const auto task = world.move("x", "20 mm");
        QTRY_VERIFY_WITH_TIMEOUT(world.millimetres("x") > 1, eventually);
        world.sim.reset();
        QTRY_COMPARE_WITH_TIMEOUT(world.device("x").state(), DeviceState::Disconnected, 3000);
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), eventually);
        ended(task);
        QCOMPARE(world.position("x").reading().quality, Quality::Lost);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(!world.core.stops->receipts().empty(), eventually);
        world.plug();
        IS_THERE(world);
        QByteArrayList received;
        for (const auto &line : world.wire())
            if (line.startsWith('<'))
                received << line.mid(2);
        const auto first = received.first(received.indexOf("*IDN?"));
        QVERIFY2(first.contains("STOP x") && first.contains("STOP y"), received.join('|').constData());
        for (const auto &message : first) // it may have been repeated and escalated while nothing could leave
            QVERIFY2(message.startsWith("STOP ") || message.startsWith("ABOR "), message.constData());
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopConfirmed(), eventually);
    }

    void aMuteInstrumentIsShownAndComesBack()
    {
        World world;
        IS_THERE(world);
        ::kill(static_cast<pid_t>(world.sim->process().processId()), SIGSTOP);
        QTRY_COMPARE_WITH_TIMEOUT(world.device("x").state(), DeviceState::Disconnected, eventually);
        QVERIFY(world.position("x").reading().quality != Quality::Valid);
        ::kill(static_cast<pid_t>(world.sim->process().processId()), SIGCONT);
        IS_THERE(world);
    }
};

PODIUM_TEST_MAIN(Vxi11BenchTest)
#include "tst_vxi11bench.moc"
