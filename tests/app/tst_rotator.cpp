// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

using podium::tests::PodiumProcess;

namespace
{
/// Hamlib's rotator server with its dummy rotator: a motion and a stop that nobody here wrote.
class Rotctld
{
public:
    Rotctld()
    {
        QTcpServer free; // a port that was free a moment ago
        if (!free.listen(QHostAddress::LocalHost))
            return;
        m_port = free.serverPort();
        free.close();
        m_process.start(QStringLiteral("rotctld"), {QStringLiteral("-m"), QStringLiteral("1"), QStringLiteral("-T"),
                                                    QStringLiteral("127.0.0.1"), QStringLiteral("-t"), QString::number(m_port)});
        m_process.waitForStarted();
    }
    ~Rotctld()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    quint16 port() const { return m_port; }

    /// The azimuth as another client sees it.
    double azimuth() const
    {
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, m_port);
        if (!client.waitForConnected())
            return qQNaN();
        client.write("p\n");
        QByteArray reply;
        while (reply.count('\n') < 2 && client.waitForReadyRead())
            reply += client.readAll();
        bool ok = false;
        const double degrees = reply.split('\n').value(0).toDouble(&ok);
        return ok ? degrees : qQNaN();
    }

private:
    quint16 m_port = 0;
    QProcess m_process;
};

QString bench(const QTemporaryDir &folder, quint16 port)
{
    QFile shipped(QStringLiteral(PODIUM_RESOURCES "/benches/rotator.toml"));
    if (!shipped.open(QIODevice::ReadOnly))
        return {};
    auto text = shipped.readAll();
    text.replace("4533", QByteArray::number(port));
    const auto path = folder.filePath(QStringLiteral("rotator.toml"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}
} // namespace

class TestRotator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("rotctld")).isEmpty())
            QSKIP("rotctld is not installed (package libhamlib-utils)");
    }
    void itMovesAndArrives();
    void itStopsMidway();
};

void TestRotator::itMovesAndArrives()
{
    Rotctld rotctld;
    QTRY_VERIFY(!qIsNaN(rotctld.azimuth()));
    QTemporaryDir folder;
    PodiumProcess podium;
    const int exit = podium.run({QStringLiteral("--bench"), bench(folder, rotctld.port()), QStringLiteral("--exec"),
                                 QStringLiteral("mv rotator.azimuth 12 deg; get rotator.azimuth")});
    QVERIFY2(exit == 0, podium.errorOutput().constData());
    QVERIFY(std::abs(rotctld.azimuth() - 12) < 0.1);
}

void TestRotator::itStopsMidway()
{
    Rotctld rotctld;
    QTRY_VERIFY(!qIsNaN(rotctld.azimuth()));
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), bench(folder, rotctld.port()), QStringLiteral("--exec"),
                  QStringLiteral("mv rotator.azimuth 90 deg & sleep 2 s; stop rotator; wait")});
    podium.process().closeWriteChannel();
    QCOMPARE(podium.waitForEnd(), 1);
    const double stopped = rotctld.azimuth();
    QVERIFY2(stopped > 2 && stopped < 60, qPrintable(QString::number(stopped)));
    QVERIFY(podium.waitForEvent({{QStringLiteral("outcome"), QStringLiteral("Cancelled")}, {QStringLiteral("reason"), QStringLiteral("Stopped")}}, 0));
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("stop")}, {QStringLiteral("confirmed"), true}}, 0));
    QCOMPARE(rotctld.azimuth(), stopped);
}

PODIUM_TEST_MAIN(TestRotator)
#include "tst_rotator.moc"
