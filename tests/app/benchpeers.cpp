// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/benchpeers.h"

#include "tests/support/indiserverprocess.h"
#include "tests/support/recordingrelay.h"
#include "tests/support/serverprocess.h"
#include "tests/support/simprocess.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

namespace podium::tests
{
namespace
{
constexpr int patienceMs = 30000;

void end(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(5000))
        process.kill();
    process.waitForFinished(patienceMs);
}

/// A peer whose cable is a TCP connection.
class RelayedPeer : public BenchPeer
{
public:
    /// Entry: with PORT for its port.
    RelayedPeer(QString id, QString entry, quint16 target) : m_id(std::move(id)), m_entry(std::move(entry)), m_relay(target) {}

    QString id() const override { return m_id; }
    QString entry() const override { return QString(m_entry).replace(QLatin1String("PORT"), QString::number(m_relay.port())); }
    QByteArrayList received() override { return m_relay.received(); }
    void pull() override { m_relay.pull(); }
    void plug() override { m_relay.plug(); }

private:
    QString m_id;
    QString m_entry;
    RecordingRelay m_relay;
};

QByteArrayList receivedBy(const SimProcess &sim, const char *instrument)
{
    QByteArrayList received;
    for (const auto &message : sim.messages(instrument))
        if (message.startsWith("< "))
            received << message.mid(2);
    return received;
}

/// podium-sim's motion controller or, through its VXI-11 gateway, its supply.
class SimPeer : public RelayedPeer
{
public:
    SimPeer(const QString &id, const QString &entry, std::shared_ptr<SimProcess> sim, const char *instrument, const char *port)
        : RelayedPeer(id, entry, sim->port(port)), m_sim(std::move(sim)), m_instrument(instrument)
    {
    }
    QByteArrayList received() override { return receivedBy(*m_sim, m_instrument); }

private:
    std::shared_ptr<SimProcess> m_sim;
    const char *m_instrument;
};

/// podium-sim's multimeter on a pseudo-terminal, which goes when the cable is pulled, as the port of a USB adapter does.
class SerialPeer : public BenchPeer
{
public:
    explicit SerialPeer(std::shared_ptr<SimProcess> sim) : m_sim(std::move(sim)) { plug(); }
    ~SerialPeer() override { pull(); }

    QString id() const override { return QStringLiteral("meter"); }
    QString entry() const override
    {
        return QStringLiteral("instrument = 'agilent-34401a'\naddress = 'serial://%1?baud=115200'").arg(link());
    }
    QByteArrayList received() override { return receivedBy(*m_sim, "meter"); }
    void pull() override
    {
        end(m_socat);
        QFile::remove(link());
    }
    void plug() override
    {
        m_socat.start(QStringLiteral("socat"), {QStringLiteral("PTY,rawer,link=%1").arg(link()),
                                                QStringLiteral("TCP:127.0.0.1:%1,nodelay").arg(m_sim->port("meter"))});
        QVERIFY(QTest::qWaitFor([this] { return QFile::exists(link()); }, patienceMs));
    }

private:
    QString link() const { return m_folder.filePath(QStringLiteral("by-id-meter")); }

    QTemporaryDir m_folder;
    std::shared_ptr<SimProcess> m_sim;
    QProcess m_socat;
};

/// A server of this peer alone.
class ServerPeer : public RelayedPeer
{
public:
    ServerPeer(const QString &id, const QString &entry, const QString &program, const QStringList &arguments)
        : ServerPeer(id, entry, std::make_unique<ServerProcess>(program, arguments))
    {
    }

protected:
    QProcess &process() { return m_server->process(); }

private:
    ServerPeer(const QString &id, const QString &entry, std::unique_ptr<ServerProcess> server)
        : RelayedPeer(id, entry, server->port()), m_server(std::move(server))
    {
        QVERIFY2(m_server->problem().isEmpty(), qPrintable(m_server->problem()));
    }

    std::unique_ptr<ServerProcess> m_server;
};

/// Says which registers were written: "18=[0]".
class ModbusPeer : public ServerPeer
{
public:
    ModbusPeer()
        : ServerPeer(QStringLiteral("source"), QStringLiteral("instrument = 'riden-rd6006'\naddress = 'modbus+tcp://127.0.0.1:PORT?unit=1'"),
                     QStringLiteral(PODIUM_DEBIAN_PYTHON), {QStringLiteral(PODIUM_MODBUS_SERVER), QStringLiteral("PORT")})
    {
    }
    QByteArrayList received() override
    {
        m_said += process().readAllStandardOutput();
        auto lines = m_said.split('\n');
        lines.removeLast(); // not whole yet
        return lines;
    }

private:
    QByteArray m_said;
};

/// It does not say what it received.
class DomePeer : public RelayedPeer
{
public:
    DomePeer()
        : RelayedPeer(QStringLiteral("dome"),
                      QStringLiteral("driver = 'indi'\nsettings = { address = 'indi://127.0.0.1:PORT', device = 'Dome Simulator', kind = 'dome' }"),
                      IndiServerProcess::port)
    {
        m_server.start();
    }

private:
    IndiServerProcess m_server;
};
} // namespace

BenchPeers::BenchPeers()
{
    QStringList missing;
    for (const auto *program : {"rotctld", "rigctld", "indiserver", "indi_simulator_dome", "socat"})
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            missing << QString::fromLatin1(program);
    if (QProcess::execute(QStringLiteral(PODIUM_DEBIAN_PYTHON), {QStringLiteral("-c"), QStringLiteral("import pymodbus")}) != 0)
        missing << QStringLiteral("python3-pymodbus");
    m_missing = missing.join(QStringLiteral(", "));
    if (!m_missing.isEmpty())
        return;
    QStringList rack;
    for (const auto *kind : {"supply", "motion", "meter"}) // the gateway's inst0 is the supply
        rack << QStringLiteral("--instrument") << QString::fromLatin1(kind);
    const auto sim = std::make_shared<SimProcess>(rack << QStringLiteral("--vxi11") << QStringLiteral("0"));
    QVERIFY2(sim->error().isEmpty(), qPrintable(sim->error()));
    m_peers.push_back(std::make_unique<SimPeer>(
        QStringLiteral("stage/x"),
        QStringLiteral("instrument = 'podium-mc3'\naddress = 'tcp://127.0.0.1:PORT'\nsettings = { axis = 'x' }"), sim, "motion", "motion"));
    m_peers.push_back(std::make_unique<SimPeer>(
        QStringLiteral("supply"), QStringLiteral("instrument = 'hp-6632b'\naddress = 'vxi11://127.0.0.1/inst0?port=PORT'"), sim, "supply",
        "vxi11"));
    m_peers.push_back(std::make_unique<SerialPeer>(sim));
    m_peers.push_back(std::make_unique<ServerPeer>(QStringLiteral("rotator"),
                                                   QStringLiteral("instrument = 'hamlib-rotator'\naddress = 'tcp://127.0.0.1:PORT'"),
                                                   QStringLiteral("rotctld"), hamlibArguments()));
    m_peers.push_back(std::make_unique<ServerPeer>(QStringLiteral("receiver"),
                                                   QStringLiteral("instrument = 'hamlib-rig'\naddress = 'tcp://127.0.0.1:PORT'"),
                                                   QStringLiteral("rigctld"), hamlibArguments()));
    m_peers.push_back(std::make_unique<ModbusPeer>());
    m_peers.push_back(std::make_unique<DomePeer>());
}

BenchPeers::~BenchPeers() = default;

QString BenchPeers::bench() const
{
    auto text = QStringLiteral("name = 'One of each kind'\n");
    for (const auto &peer : m_peers)
        text += QStringLiteral("[[device]]\nid = '%1'\n%2\n").arg(peer->id(), peer->entry());
    return text;
}

BenchPeer &BenchPeers::operator[](const QString &id)
{
    return **std::find_if(m_peers.begin(), m_peers.end(), [&](const auto &peer) { return peer->id() == id; });
}
} // namespace podium::tests
