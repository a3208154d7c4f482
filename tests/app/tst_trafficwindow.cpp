// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/support/modbusserver.h"
#include "tests/support/replay.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"
#include "ui/editors/inlinemessage.h"
#include "ui/editors/linefield.h"
#include "ui/mainwindow/dock.h"
#include "ui/style/tailview.h"
#include "ui/traffic/handline.h"
#include "ui/traffic/linktraffic.h"
#include "ui/traffic/trafficpanel.h"
#include "ui/traffic/trafficscript.h"
#include "ui/tree/devicetree.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

using namespace podium;
using podium::tests::Replay;
using podium::tests::SimProcess;

namespace
{
QString supplyBench(const QTemporaryDir &folder, quint16 port)
{
    const QByteArray text = "name = \"Traffic\"\n[[device]]\nid = \"psu\"\ninstrument = \"hp-6632b\"\naddress = \"tcp://127.0.0.1:"
        + QByteArray::number(port) + "\"\n";
    QFile file(folder.filePath(QStringLiteral("traffic.toml")));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

/// What the instrument was sent, in order.
QByteArrayList received(const SimProcess &sim)
{
    QByteArrayList texts;
    for (const auto &message : sim.messages("supply"))
        if (message.startsWith("< "))
            texts << message.mid(2);
    return texts;
}

/// A serial line whose far end answers "*IDN?" as a peer would.
struct SerialPeer {
    SerialPeer()
        : master(::posix_openpt(O_RDWR | O_NOCTTY))
        , notifier(master, QSocketNotifier::Read)
    {
        if (::grantpt(master) != 0 || ::unlockpt(master) != 0)
            qFatal("There is no pseudo-terminal.");
        path = QString::fromLatin1(::ptsname(master));
        slave = ::open(qPrintable(path), O_RDWR | O_NOCTTY); // else the line hangs up before the program is there
        QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [this] {
            char buffer[256];
            const auto count = ::read(master, buffer, sizeof buffer);
            got += QByteArray(buffer, std::max<ssize_t>(0, count));
            if (got.endsWith("*IDN?\r"))
                answered = ::write(master, "ACME\r", 5) == 5;
        });
    }
    ~SerialPeer()
    {
        ::close(slave);
        ::close(master);
    }
    SerialPeer(const SerialPeer &) = delete;
    SerialPeer &operator=(const SerialPeer &) = delete;

    int master;
    int slave = -1;
    QSocketNotifier notifier;
    QString path;
    QByteArray got;
    bool answered = false;
};
} // namespace

/// The traffic in the program's window, judged at the instrument's end.
class TestTrafficWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOperatorReadsSendsAndReproduces();
    void theProgramSpeaksOverASerialLine();
    void aModbusLineIsReadInWords();
};

void TestTrafficWindow::anOperatorReadsSendsAndReproduces()
{
    const SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("supply")});
    QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
    QTemporaryDir folder;
    const app::StateFolder state(folder.path());
    app::WindowSession session(supplyBench(folder, sim.port("supply")), state, false);
    auto &window = session.window();
    window.resize(1280, 800);
    window.show();
    auto *dock = window.findChild<ui::Dock *>(QStringLiteral("trafficDock"));
    QVERIFY(dock && !dock->isVisible());
    const std::unique_ptr<QMenu> menu(window.findChild<ui::DeviceTree *>()->makeMenu({QStringLiteral("psu")}));
    for (auto *action : menu->actions())
        if (action->text() == QLatin1String("Show traffic"))
            action->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), 10000);
    auto *panel = dock->findChild<ui::TrafficPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->view().model()->rowCount() > 8, 20000);

    auto &hand = panel->hand();
    const auto send = [&hand](const QString &text, bool asksOnly) {
        hand.asksOnly().setChecked(asksOnly);
        hand.field().clear();
        QTest::keyClicks(&hand.field(), text);
        QTest::keyClick(&hand.field(), Qt::Key_Return);
    };
    send(QStringLiteral("SYST:VERS?"), true);
    QTRY_VERIFY_WITH_TIMEOUT(hand.message().text().startsWith(QStringLiteral("SYST:VERS? \u2192 ")), 20000);
    send(QStringLiteral("VOLT 3"), false);
    QTRY_VERIFY_WITH_TIMEOUT(hand.message().text().contains(QStringLiteral("nothing came back")), 20000);
    QVERIFY(received(sim).contains("VOLT 3"));

    if (!Replay::isPossible())
        QSKIP("python3 is not installed, so the copied program cannot be run");
    panel->copyScript();
    const auto program = QGuiApplication::clipboard()->text();
    QByteArrayList sent;
    auto &model = panel->shown()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.at(row).entry.kind == engine::TraceKind::Sent)
            sent << model.at(row).entry.text.trimmed();
    const auto again = program.count(QStringLiteral("(\"send\", "));
    QVERIFY(again > 0 && again <= sent.size());

    const SimProcess other({QStringLiteral("--instrument"), QStringLiteral("supply")});
    QVERIFY2(other.error().isEmpty(), qPrintable(other.error()));
    const auto address = QStringLiteral("tcp://127.0.0.1:%1").arg(other.port("supply"));
    Replay careful(program, {address});
    QTRY_VERIFY_WITH_TIMEOUT(careful.hasEnded(), 60000);
    QVERIFY2(careful.said().contains("add --writes"), careful.said().constData());
    QVERIFY(careful.process.exitCode() != 0);
    QVERIFY(!received(other).contains("VOLT 3"));
    const auto before = received(other).size();

    Replay whole(program, {QStringLiteral("--writes"), address});
    QTRY_VERIFY_WITH_TIMEOUT(whole.hasEnded(), 60000);
    QVERIFY2(whole.process.exitCode() == 0, whole.said().constData());
    QCOMPARE(received(other).mid(before), sent.first(again));
    QCOMPARE(received(sim).first(again), sent.first(again));
}

void TestTrafficWindow::theProgramSpeaksOverASerialLine()
{
    if (!Replay::isPossible())
        QSKIP("python3 is not installed, so the copied program cannot be run");
    SerialPeer peer;
    engine::TraceEntry sent;
    sent.text = "*IDN?\r";
    sent.size = sent.text.size();
    engine::TraceEntry answer;
    answer.kind = engine::TraceKind::Received;
    answer.text = "ACME";
    answer.size = answer.text.size();
    answer.end = "\r";
    const auto now = QDateTime::currentDateTime();
    const auto address = QStringLiteral("serial://%1?baud=19200&data=8&parity=none").arg(peer.path);
    Replay replay(ui::trafficScript(QStringLiteral("gauge"), address, {{sent, now, {}}, {answer, now, {}}}), {QStringLiteral("--strict")});
    QTRY_VERIFY_WITH_TIMEOUT(replay.hasEnded(), 30000);
    QVERIFY2(replay.process.exitCode() == 0, replay.said().constData());
    QVERIFY(peer.answered);
    QCOMPARE(peer.got, QByteArray("*IDN?\r"));
}

void TestTrafficWindow::aModbusLineIsReadInWords()
{
    tests::ModbusServer server;
    for (int i = 0; i < 100; ++i)
        server.slave.holding[i] = 0;
    server.slave.holding[0] = 60062;
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("modbus.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name = \"M\"\n[[device]]\nid = \"psu\"\ninstrument = \"riden-rd6006\"\naddress = \"modbus+tcp://127.0.0.1:"
               + QByteArray::number(server.port()) + "?unit=1\"\n");
    file.close();
    const app::StateFolder state(folder.path());
    app::WindowSession session(file.fileName(), state, false);
    session.window().show();
    auto *dock = session.window().findChild<ui::Dock *>(QStringLiteral("trafficDock"));
    dock->comeForward();
    auto *panel = dock->findChild<ui::TrafficPanel *>();
    const auto isTold = [panel](const QString &words) {
        const auto &rows = *panel->view().model();
        return !rows.match(rows.index(0, ui::TrafficModel::Message), Qt::DisplayRole, words, 1, Qt::MatchFixedString).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(QStringLiteral("unit 1: 40001 = 60062")), 60000); // it was asked while the window was made
    QVERIFY(isTold(QStringLiteral("unit 1: read 1 holding register at 40001 (address 0)")));

    auto &hand = panel->hand();
    QTest::keyClicks(&hand.field(), QStringLiteral("read holding 0"));
    QTest::keyClick(&hand.field(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(hand.message().text(), QStringLiteral("read holding 0 \u2192 40001 = 60062"), 20000);
    QTest::keyClicks(&hand.field(), QStringLiteral("*IDN?"));
    QTest::keyClick(&hand.field(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(hand.message().text().contains(QStringLiteral("is no Modbus request")), 20000);
    QTest::keyClicks(&hand.field(), QStringLiteral("write holding 90 5 6"));
    QTest::keyClick(&hand.field(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(hand.message().text().contains(QStringLiteral("has written 2 holding registers")), 20000);
    QCOMPARE(server.slave.holding[91], quint16(6));

    if (!Replay::isPossible())
        QSKIP("python3 is not installed, so the copied program cannot be run");
    panel->copyScript();
    const auto program = QGuiApplication::clipboard()->text();
    const auto &model = panel->shown()->model();
    QByteArrayList sent;
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.at(row).entry.kind == engine::TraceKind::Sent)
            sent << model.at(row).entry.text.mid(7);
    const auto again = program.count(QStringLiteral("(\"send\", "));
    QVERIFY(again > 0 && again <= sent.size());
    QVERIFY2(program.contains(QStringLiteral("\"unit 1 write holding 90 5 6\", True)")), qPrintable(program));
    tests::ModbusServer other;
    other.slave.holding = server.slave.holding;
    other.slave.holding[91] = 0;
    Replay careful(program, {QStringLiteral("modbus+tcp://127.0.0.1:%1?unit=1").arg(other.port())});
    QTRY_VERIFY_WITH_TIMEOUT(careful.hasEnded(), 60000);
    QVERIFY2(careful.said().contains("add --writes"), careful.said().constData());
    QVERIFY(careful.process.exitCode() != 0);
    QCOMPARE(other.slave.holding[91], quint16(0));
    other.slave.requests.clear();
    Replay whole(program, {QStringLiteral("--writes"), QStringLiteral("--strict"), QStringLiteral("modbus+tcp://127.0.0.1:%1").arg(other.port())});
    QTRY_VERIFY_WITH_TIMEOUT(whole.hasEnded(), 60000);
    QVERIFY2(whole.process.exitCode() == 0, whole.said().constData());
    QCOMPARE(other.slave.requests, sent.first(again));
    QCOMPARE(other.slave.holding[91], quint16(6));
}

PODIUM_TEST_MAIN(TestTrafficWindow)
#include "tst_trafficwindow.moc"
