// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "tests/app/podiumprocess.h"
#include "tests/support/serverprocess.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>

using podium::tests::hamlibArguments;
using podium::tests::PodiumProcess;
using podium::tests::ServerProcess;
using podium::tests::SimProcess;

namespace
{
/// Hamlib's server of dummy rigs or rotators.
class Hamlib
{
public:
    explicit Hamlib(const QString &program) : m_server(program, hamlibArguments()) {}
    QString address() const { return QStringLiteral("tcp://127.0.0.1:%1").arg(m_server.port()); }
    /// True once it has answered somebody else, who stays: it opens its device for the first client and closes it after the last.
    bool answers()
    {
        if (m_client.state() == QAbstractSocket::UnconnectedState)
            m_client.connectToHost(QHostAddress::LocalHost, m_server.port());
        return m_client.waitForConnected(1000) && m_client.write("_\n") == 2 && m_client.waitForReadyRead(1000);
    }

private:
    ServerProcess m_server;
    QTcpSocket m_client;
};

QString tcp(quint16 port) { return QStringLiteral("tcp://127.0.0.1:%1").arg(port); }

/// The first event of this kind; empty if there is none.
QJsonObject eventOf(const PodiumProcess &podium, const QString &kind)
{
    for (const auto &each : podium.events())
        if (each.value(QStringLiteral("event")).toString() == kind)
            return each;
    return {};
}

QString text(const QJsonObject &object, const char *key) { return object.value(QLatin1StringView(key)).toString(); }

int probe(PodiumProcess &podium, const QString &address) { return podium.run({QStringLiteral("--probe"), address}); }
} // namespace

class ProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void instrumentOfTheRackIsFound_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<bool>("overVxi11");
        QTest::newRow("the power supply") << QStringLiteral("supply") << QStringLiteral("hp-6632b") << QString() << false;
        QTest::newRow("the multimeter") << QStringLiteral("meter") << QStringLiteral("agilent-34401a") << QString() << false;
        const auto axis = QStringLiteral("settings = { axis = \"x\" }\n");
        QTest::newRow("the motion controller") << QStringLiteral("motion") << QStringLiteral("podium-mc3") << axis << false;
        QTest::newRow("the motion controller over VXI-11") << QStringLiteral("motion") << QStringLiteral("podium-mc3") << axis << true;
    }
    void instrumentOfTheRackIsFound()
    {
        QFETCH(QString, kind);
        QFETCH(QString, file);
        QFETCH(QString, settings);
        QFETCH(bool, overVxi11);
        SimProcess sim({QStringLiteral("--instrument"), kind, QStringLiteral("--vxi11"), QStringLiteral("0")});
        QCOMPARE(sim.error(), QString());
        const auto address = overVxi11 ? QStringLiteral("vxi11://127.0.0.1/inst0?port=%1").arg(sim.port("vxi11")) : tcp(sim.port(kind.toLatin1()));
        PodiumProcess podium;
        QCOMPARE(probe(podium, address), 0);
        const auto found = eventOf(podium, QStringLiteral("probe"));
        QCOMPARE(text(found, "outcome"), QStringLiteral("known"));
        QCOMPARE(text(found, "question"), QStringLiteral("*IDN?"));
        QCOMPARE(found.value(QStringLiteral("instruments")).toArray().first().toString(), file);
        QVERIFY2(text(found, "bench").contains(QStringLiteral("instrument = \"%1\"\naddress = \"%2\"\n%3").arg(file, address, settings)),
                 qPrintable(text(found, "bench")));
        // What it prints is a bench with this line before it.
        QTemporaryDir folder;
        QFile bench(folder.filePath(QStringLiteral("bench.toml")));
        QVERIFY(bench.open(QIODevice::WriteOnly));
        bench.write("name = \"Probed\"\n" + text(found, "bench").toUtf8());
        bench.close();
        for (const auto &problem : podium::app::checkFile(bench.fileName()))
            QFAIL(qPrintable(problem.text()));
        for (const auto &message : sim.messages(kind.toLatin1()))
            QVERIFY2(!message.startsWith("< ") || message.contains('?') || message == "< _", message.constData());
    }

    void serversOfHamlibAreToldApart_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("file");
        QTest::newRow("a rotator") << QStringLiteral("rotctld") << QStringLiteral("hamlib-rotator");
        QTest::newRow("a radio") << QStringLiteral("rigctld") << QStringLiteral("hamlib-rig");
    }
    void serversOfHamlibAreToldApart()
    {
        QFETCH(QString, program);
        QFETCH(QString, file);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(program + QStringLiteral(" is missing; install libhamlib-utils")));
        QJsonArray instruments;
        for (int attempt = 0; attempt < 3 && instruments.size() != 1; ++attempt) { // the radio's server fails a client now and then
            Hamlib server(program);
            QTRY_VERIFY_WITH_TIMEOUT(server.answers(), 20000);
            PodiumProcess podium;
            if (probe(podium, server.address()) == 0)
                instruments = eventOf(podium, QStringLiteral("probe")).value(QStringLiteral("instruments")).toArray();
        }
        QCOMPARE(instruments.size(), 1);
        QCOMPARE(instruments.first().toString(), file);
    }

    void failureIsSaidWithItsExitCode_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("says");
        QTest::newRow("nobody listens") << QStringLiteral("closed") << 1 << QStringLiteral("There is no connection to tcp://127.0.0.1:");
        QTest::newRow("a server that is mute") << QStringLiteral("mute") << 1 << QStringLiteral("no answer to any of \"*IDN?\"");
        QTest::newRow("a Modbus unit") << QStringLiteral("modbus+tcp://127.0.0.1:502?unit=1") << 2 << QStringLiteral("Registers do not say whose they are");
        QTest::newRow("an address that is none") << QStringLiteral("none") << 2 << QStringLiteral("write one like tcp://192.168.1.20:5025");
    }
    void failureIsSaidWithItsExitCode()
    {
        QFETCH(QString, kind);
        QFETCH(int, exit);
        QFETCH(QString, says);
        QTcpServer server; // the system accepts connections for it, and nobody answers
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto address = kind == QLatin1String("none") ? QStringLiteral("psu.lab")
                             : kind.contains(QLatin1Char(':')) ? kind : tcp(server.serverPort());
        if (kind == QLatin1String("closed"))
            server.close();
        PodiumProcess podium;
        QCOMPARE(probe(podium, address), exit);
        const auto error = eventOf(podium, QStringLiteral("error"));
        QVERIFY2(text(error, "message").contains(says), qPrintable(text(error, "message")));
        QCOMPARE(text(error, "where"), address);
        QCOMPARE(eventOf(podium, QStringLiteral("done")).value(QStringLiteral("exit")).toInt(), exit);
        QVERIFY(eventOf(podium, QStringLiteral("probe")).isEmpty());
    }

    void probeWithoutAnAddressIsRefused()
    {
        PodiumProcess podium;
        QCOMPARE(podium.run({QStringLiteral("--probe"), QString()}), 2);
        QVERIFY(text(eventOf(podium, QStringLiteral("error")), "message").contains(QLatin1String("--probe needs an address")));
    }
};

PODIUM_TEST_MAIN(ProbeTest)
#include "tst_probe.moc"
