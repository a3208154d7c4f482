// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/benchpeers.h"
#include "tests/app/eventually.h"
#include "tests/app/operatedpodium.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

using namespace podium::tests;

namespace
{
/// What an operator does with one instrument, and what its other end receives then.
struct Use {
    QString device;
    QString live;      ///< the title of a value that it tells
    QString shows;     ///< that value, a pattern
    QString field = {}; ///< the title of a setpoint
    QString text = {};  ///< what is typed there; for a choice, which comes after the present one in its list
    bool isChoice = false;
    QByteArray set = {};
    QString mover = {}; ///< the title of what moves, or is switched on; empty: nothing does
    QString to = {};    ///< where to; empty: it is switched on
    QByteArray motion = {};
    QByteArray stop = {};
};

constexpr int wheelUp = 4;
constexpr int wheelDown = 5;

bool hasSince(const QByteArrayList &received, qsizetype since, const QByteArray &message)
{
    return std::any_of(received.begin() + std::min(since, received.size()), received.end(),
                       [&](const QByteArray &each) { return each.contains(message); });
}

QString panelOf(const QString &device) { return QStringLiteral("Panel of %1").arg(device); }
/// The rows: each kind of instrument that a bench can have.
std::vector<std::pair<const char *, Use>> uses()
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    return {
        {"a stage over TCP", {.device = s("stage/x"), .live = s("Position"), .shows = s("-?\\d+\\.\\d{3} mm"),
                              .field = s("Velocity"), .text = s("0.5 mm s-1"), .set = "VEL x 0.5",
                              .mover = s("Position"), .to = s("20 mm"), .motion = "MOV x 20", .stop = "STOP x"}},
        {"a supply over VXI-11", {.device = s("supply"), .live = s("Voltage"), .shows = s("-?\\d+\\.\\d+ V"),
                                  .field = s("Voltage"), .text = s("5 V"), .set = "VOLT 5",
                                  .mover = s("Output"), .motion = "OUTP ON", .stop = "OUTP OFF"}},
        {"a meter on a serial port", {.device = s("meter"), .live = s("Voltage"), .shows = s("-?\\d+\\.\\d+ V")}},
        {"a rotator of Hamlib", {.device = s("rotator"), .live = s("Azimuth"), .shows = s("-?\\d+\\.\\d\\d deg"),
                                 .field = s("Elevation"), .text = s("2 deg"), .set = "P ",
                                 .mover = s("Azimuth"), .to = s("120 deg"), .motion = "P 120", .stop = "S"}},
        {"a receiver of Hamlib", {.device = s("receiver"), .live = s("Frequency"), .shows = s("\\d+ Hz"),
                                  .field = s("Frequency"), .text = s("7050000 Hz"), .set = "F 7050000"}},
        {"a source over Modbus", {.device = s("source"), .live = s("Voltage"), .shows = s("12\\.34 V"),
                                  .field = s("Current limit"), .text = s("1.5 A"), .set = "9=[1500]",
                                  .mover = s("Output"), .motion = "18=[1]", .stop = "18=[0]"}},
        {"a dome of INDI", {.device = s("dome"), .live = s("Absolute Position"), .shows = s("\\d+(\\.\\d+)? deg"),
                            .field = s("Absolute Position"), .text = s("3 deg"), .set = "name=\"ABS_DOME_POSITION\"",
                            .mover = s("Absolute Position"), .to = s("180 deg"), .motion = "name=\"ABS_DOME_POSITION\"",
                            .stop = "name=\"DOME_ABORT_MOTION\""}},
    };
}
} // namespace

Q_DECLARE_METATYPE(Use)

/// A bench file with one instrument of each kind in the real window, against peers that are mostly not ours. The judge of what
/// was sent is the other end.
class TestInstrumentBench : public QObject
{
    Q_OBJECT

private:
    bool opensPanel(const QString &device);
    bool isLive(const Use &use);
    bool bringsIntoView(const QString &name, const QString &device);
    bool types(const Use &use, const QString &title, const QString &text);
    void chooseNext(const Use &use);
    void startMotion(const Use &use);
    bool received(const Use &use, const QByteArray &message)
    {
        return hasSince((*m_peers)[use.device].received(), m_marks.value(use.device), message);
    }
    void mark(const Use &use) { m_marks[use.device] = (*m_peers)[use.device].received().size(); }
    /// A task of this device has succeeded.
    bool hasDone(const QString &device)
    {
        const auto tasks = m_podium->all({}, QStringLiteral("Tasks"));
        return std::any_of(tasks.begin(), tasks.end(), [&](const Seen &task) {
            return task.name.contains(device + QLatin1Char('.')) && task.name.contains(QLatin1String(", done"));
        });
    }

    std::unique_ptr<XDesktop> m_desktop;
    std::unique_ptr<BenchPeers> m_peers;
    std::unique_ptr<OperatedPodium> m_podium;
    QTemporaryDir m_folder;
    QHash<QString, qsizetype> m_marks; ///< how much each had received

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void works_data();
    void works();
    void stopAllReachesEveryOne();
};

void TestInstrumentBench::initTestCase()
{
    if (const auto missing = XDesktop::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (const auto problem = enterOwnNetwork(); !problem.isEmpty())
        QSKIP(qPrintable(problem));
    m_peers = std::make_unique<BenchPeers>();
    if (!m_peers->missing().isEmpty())
        QSKIP(qPrintable(QStringLiteral("not installed: %1").arg(m_peers->missing())));
    m_desktop = std::make_unique<XDesktop>();
    QVERIFY2(m_desktop->problem().isEmpty(), qPrintable(m_desktop->problem()));
    QFile bench(m_folder.filePath(QStringLiteral("each.toml")));
    QVERIFY(bench.open(QIODevice::WriteOnly));
    bench.write(m_peers->bench().toUtf8());
    bench.close();
    m_podium = std::make_unique<OperatedPodium>(*m_desktop, bench.fileName());
    EVENTUALLY(m_podium->isReady());
    DONE(m_podium->enlarge());
}

void TestInstrumentBench::cleanupTestCase()
{
    m_podium.reset();
    m_peers.reset();
    m_desktop.reset();
}

/// By the filter of the tree; true once it is open. To be tried until it is.
bool TestInstrumentBench::opensPanel(const QString &device)
{
    const auto isOpen = [&] { return m_podium->see(QStringLiteral("Close the panel"), panelOf(device)).inView; }; // in its head
    if (isOpen())
        return true;
    const auto down = QStringLiteral("Down");
    m_podium->click(m_podium->see(QStringLiteral("Filter devices")));
    m_podium->press({QStringLiteral("ctrl+a")});
    m_podium->type(device);
    m_podium->press({down, down});
    if (QTest::qWaitFor([&] { return m_podium->focus().value.startsWith(device + QLatin1Char(',')); }, 3000))
        m_podium->press({QStringLiteral("Return")});
    return QTest::qWaitFor(isOpen, 3000);
}

bool TestInstrumentBench::isLive(const Use &use)
{
    const auto shown = m_podium->see(QStringLiteral("%1 readback").arg(use.live), panelOf(use.device));
    return QRegularExpression(QRegularExpression::anchoredPattern(use.shows)).match(shown.value).hasMatch();
}

/// Turns the wheel until the part can be seen; true once it can. To be tried until it can.
bool TestInstrumentBench::bringsIntoView(const QString &name, const QString &device)
{
    const auto part = m_podium->see(name, panelOf(device));
    if (part.inView || !part.exists())
        return part.inView;
    const auto area = m_podium->see(QStringLiteral("Device panels"));
    m_podium->click(area, part.place.center().y() < area.place.center().y() ? wheelUp : wheelDown, 2);
    return false;
}

/// Clicks into a field and types; true once it holds the text. To be tried until it does.
bool TestInstrumentBench::types(const Use &use, const QString &title, const QString &text)
{
    const auto name = QStringLiteral("%1 setpoint").arg(title);
    if (!bringsIntoView(name, use.device))
        return false;
    const auto field = m_podium->see(name, panelOf(use.device));
    if (!field.focused) {
        m_podium->click(field);
        return false;
    }
    if (field.value == text)
        return true;
    m_podium->press({QStringLiteral("ctrl+a")});
    m_podium->type(text);
    return false;
}

void TestInstrumentBench::chooseNext(const Use &use)
{
    const auto field = [&] { return m_podium->see(QStringLiteral("%1 setpoint").arg(use.field), panelOf(use.device)); };
    EVENTUALLY(bringsIntoView(QStringLiteral("%1 setpoint").arg(use.field), use.device));
    DONE(m_podium->click(field()));
    EVENTUALLY(m_podium->hasPopup());
    DONE(m_podium->press({QStringLiteral("Down"), QStringLiteral("Return")}));
    EVENTUALLY(!m_podium->hasPopup());
    EVENTUALLY_COMPARE(field().value, use.text);
}

void TestInstrumentBench::startMotion(const Use &use)
{
    mark(use);
    if (use.to.isEmpty()) {
        EVENTUALLY(bringsIntoView(QStringLiteral("Switch on"), use.device));
        EVENTUALLY(m_podium->see(QStringLiteral("Switch on"), panelOf(use.device)).enabled);
        DONE(m_podium->click(m_podium->see(QStringLiteral("Switch on"), panelOf(use.device))));
    } else {
        EVENTUALLY(types(use, use.mover, use.to));
        DONE(m_podium->press({QStringLiteral("Return")}));
    }
    EVENTUALLY(received(use, use.motion));
    QVERIFY(!received(use, use.stop));
}

void TestInstrumentBench::works_data()
{
    QTest::addColumn<Use>("use");
    for (const auto &[name, use] : uses())
        QTest::newRow(name) << use;
}

void TestInstrumentBench::works()
{
    QFETCH(Use, use);
    EVENTUALLY(opensPanel(use.device));
    EVENTUALLY(isLive(use));
    if (!use.field.isEmpty()) {
        mark(use);
        if (use.isChoice)
            chooseNext(use);
        else
            EVENTUALLY(types(use, use.field, use.text));
        DONE(m_podium->press({QStringLiteral("Return")}));
        EVENTUALLY(received(use, use.set));
        EVENTUALLY(hasDone(use.device));
    }
    if (!use.mover.isEmpty()) {
        startMotion(use);
        const auto stop = QStringLiteral("Stop %1").arg(use.device);
        EVENTUALLY(bringsIntoView(stop, use.device));
        DONE(m_podium->click(m_podium->see(stop, panelOf(use.device))));
        EVENTUALLY(received(use, use.stop));
        EVENTUALLY(m_podium->seeText(QStringLiteral("stopped, confirmed"), panelOf(use.device)).exists());
    }
    auto &peer = (*m_peers)[use.device];
    peer.pull();
    QElapsedTimer pulled;
    pulled.start();
    EVENTUALLY(m_podium->seeText(QStringLiteral("disconnected"), panelOf(use.device)).exists());
    qInfo("%s: shown after %lld ms", qPrintable(use.device), static_cast<long long>(pulled.elapsed()));
    EVENTUALLY(!isLive(use));
    mark(use);
    peer.plug();
    EVENTUALLY(isLive(use));
    QVERIFY(use.mover.isEmpty() || !received(use, use.motion)); // nothing is driven where it was to go
}

void TestInstrumentBench::stopAllReachesEveryOne()
{
    for (const auto &[name, use] : uses()) {
        if (use.mover.isEmpty())
            continue;
        EVENTUALLY(opensPanel(use.device));
        EVENTUALLY(isLive(use));
        startMotion(use);
    }
    DONE(m_podium->press({QStringLiteral("shift+Escape")}));
    for (const auto &[name, use] : uses())
        if (!use.mover.isEmpty())
            EVENTUALLY(received(use, use.stop));
    EVENTUALLY(m_podium->seeText(QStringLiteral("State of STOP ALL: Stopped")).exists());
}

PODIUM_TEST_MAIN(TestInstrumentBench)
#include "tst_instrumentbench.moc"
