// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using podium::tests::PodiumProcess;
using podium::tests::SimProcess;

namespace
{
constexpr int patience = 30000; // ms

/// An adapter between podium-sim and a pseudo-terminal, with a stable name; it is pulled out when it ends.
class Adapter
{
public:
    Adapter(const QString &link, quint16 port)
    {
        m_process.start(QStringLiteral("socat"), {QStringLiteral("PTY,rawer,link=%1").arg(link),
                                                  QStringLiteral("TCP:127.0.0.1:%1,nodelay").arg(port)});
        if (!QTest::qWaitFor([&] { return QFileInfo(link).isSymLink(); }, patience))
            return; // the rows miss its port
        m_port = QFileInfo(link).symLinkTarget();
    }
    ~Adapter()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    QString port() const { return m_port; }

private:
    QProcess m_process;
    QString m_port;
};

QString writeBench(const QTemporaryDir &folder, const QString &link)
{
    const auto path = folder.filePath(QStringLiteral("serial.toml"));
    QFile file(path);
    const auto text = QStringLiteral("name = \"Serial\"\n[[device]]\nid = \"stage/x\"\ninstrument = \"podium-mc3\"\n"
                                     "address = \"serial://%1?baud=115200\"\nsettings = { axis = \"x\" }\n").arg(link).toUtf8();
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

QList<QByteArray> ofConnection(const SimProcess &sim, int connection)
{
    QList<QByteArray> messages;
    for (const auto &line : sim.log())
        if (line.direction == '<' && line.connection == connection)
            messages << line.text;
    return messages;
}
} // namespace

/// The real program on a serial port: what the instrument received is the judge.
class TestSerialReplug : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("socat")).isEmpty())
            QSKIP("socat is not installed (package socat).");
    }

    void pulledMidMoveAndPluggedInUnderAnotherNumberTheStopComesFirst()
    {
        SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
        QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
        QTemporaryDir folder;
        const auto link = folder.filePath(QStringLiteral("by-id-port0"));
        auto adapter = std::make_unique<Adapter>(link, sim.port("motion"));
        const auto port = adapter->port();
        QVERIFY(!port.isEmpty());
        const Adapter next(folder.filePath(QStringLiteral("another")), sim.port("motion"));
        QVERIFY(next.port() != port);
        PodiumProcess podium;
        podium.start({QStringLiteral("--bench"), writeBench(folder, link), QStringLiteral("--exec"),
                      QStringLiteral("sleep 5 s; set stage/x.velocity 0.5 mm s-1; mv stage/x 20 mm & sleep 8 s; stop; sleep 60 s")});
        QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("task")},
                                     {QStringLiteral("waiting_for"), QStringLiteral("stage/x.position to settle")}}, patience));

        QElapsedTimer pulled;
        pulled.start();
        adapter.reset();
        QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("task")}, {QStringLiteral("error_kind"), QStringLiteral("Disconnected")}}, patience));
        qInfo("shown after %lld ms", static_cast<long long>(pulled.elapsed()));
        QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("stop")}}, patience));

        QFile::remove(link);
        QVERIFY(QFile::link(next.port(), link));
        constexpr int second = 2;
        QTRY_VERIFY_WITH_TIMEOUT(ofConnection(sim, second).contains("*IDN?"), patience);
        const auto messages = ofConnection(sim, second);
        QVERIFY2(messages.first() == "STOP x", messages.join(" | ").constData());
        podium::tests::SimClient observer(sim.port("motion"));
        QTRY_COMPARE_WITH_TIMEOUT(observer.ask("AVEL? x").toDouble(), 0.0, patience);
        const double at = observer.ask("POS? x").toDouble();
        QVERIFY2(at > 0 && at < 20, qPrintable(QString::number(at)));
    }
};

PODIUM_TEST_MAIN(TestSerialReplug)
#include "tst_serialreplug.moc"
