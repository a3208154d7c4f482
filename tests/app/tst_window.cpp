// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"
#include "app/windowed.h"
#include "app/windowsession.h"
#include "tests/app/rotctld.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"
#include "ui/editors/setpointeditor.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/stop/stopmonitor.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QStandardPaths>

#include <ctime>

using namespace podium;
using podium::tests::rotatorBench;
using podium::tests::Rotctld;
using podium::tests::SimClient;
using podium::tests::SimProcess;

namespace
{
std::chrono::nanoseconds monotonicNow()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

QString rackBench(const QTemporaryDir &folder, quint16 port)
{
    const QByteArray text = "name = \"Wire\"\n[[device]]\nid = \"stage/x\"\ninstrument = \"podium-mc3\"\naddress = \"tcp://127.0.0.1:"
        + QByteArray::number(port) + "\"\nsettings = { axis = \"x\" }\n";
    QFile file(folder.filePath(QStringLiteral("rack.toml")));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

/// The program's window on a bench, with the keys and fields that an operator would use.
struct Operator {
    explicit Operator(const QString &bench) : state(folder.path()), session(bench, state, false)
    {
        session.window().resize(1280, 800);
        session.window().show();
    }

    ui::ParameterRow *row(const QString &device, const QString &title) const
    {
        auto *panel = session.window().panels().panel(device);
        for (auto *candidate : panel ? panel->findChildren<ui::ParameterRow *>() : QList<ui::ParameterRow *>())
            if (candidate->editor() && candidate->editor()->spec().name == title)
                return candidate;
        return nullptr;
    }
    /// Types into the setpoint field and presses Enter.
    void set(const QString &device, const QString &parameter, const QString &text) const
    {
        auto *field = row(device, parameter)->editor()->field();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// The window knows that every device stands still after a stop.
    bool stopIsConfirmed() const
    {
        const auto &receipts = session.window().stops().receipts();
        return !receipts.empty()
            && std::all_of(receipts.begin(), receipts.end(), [](const auto &known) { return known.second.isConfirmed(); });
    }

    QTemporaryDir folder;
    app::StateFolder state;
    app::WindowSession session;
};
} // namespace

/// What an operator does in the window, judged at the instrument's end.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRotatorTurnsAndStopsMidway();
    void ctrlKReachesTheWireAlsoFromATextFieldAndOverAModalBox_data();
    void ctrlKReachesTheWireAlsoFromATextFieldAndOverAModalBox();
    void aSafeStartTellsWhatItLeavesOutAndTheWayToIt();
    void theFirstStartOpensAPanelAlsoOfADeviceThatIsStillToTellWhatItHas();
};

void TestWindow::theRotatorTurnsAndStopsMidway()
{
    if (QStandardPaths::findExecutable(QStringLiteral("rotctld")).isEmpty())
        QSKIP("rotctld is not installed (package libhamlib-utils)");
    Rotctld rotctld;
    QTRY_VERIFY(!qIsNaN(rotctld.azimuth()));
    QTemporaryDir folder;
    Operator person(rotatorBench(folder, rotctld.port()));
    QTRY_VERIFY(person.row(QStringLiteral("rotator"), QStringLiteral("azimuth")));
    QTRY_VERIFY_WITH_TIMEOUT(person.row(QStringLiteral("rotator"), QStringLiteral("azimuth"))->editor()->blocked().isEmpty(), 10000);
    person.set(QStringLiteral("rotator"), QStringLiteral("azimuth"), QStringLiteral("90 deg"));
    QTRY_VERIFY_WITH_TIMEOUT(rotctld.azimuth() > 3, 10000);
    QTest::keyClick(&person.session.window(), Qt::Key_Escape, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(person.stopIsConfirmed(), 10000);
    const double stopped = rotctld.azimuth();
    QVERIFY2(stopped < 60, qPrintable(QString::number(stopped)));
    QCOMPARE(rotctld.azimuth(), stopped);
}

void TestWindow::ctrlKReachesTheWireAlsoFromATextFieldAndOverAModalBox_data()
{
    QTest::addColumn<bool>("modal");
    QTest::newRow("from the text field that has the focus") << false;
    QTest::newRow("over a modal box") << true;
}

void TestWindow::ctrlKReachesTheWireAlsoFromATextFieldAndOverAModalBox()
{
    QFETCH(bool, modal);
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
    QTemporaryDir folder;
    Operator person(rackBench(folder, sim.port("motion")));
    QTRY_VERIFY_WITH_TIMEOUT(person.row(QStringLiteral("stage/x"), QStringLiteral("position"))->editor()->blocked().isEmpty(), 10000);
    person.set(QStringLiteral("stage/x"), QStringLiteral("position"), QStringLiteral("20 mm"));
    SimClient observer(sim.port("motion"));
    QTRY_VERIFY_WITH_TIMEOUT(observer.ask("POS? x").toDouble() > 1, 10000);
    QWidget *target = person.row(QStringLiteral("stage/x"), QStringLiteral("position"))->editor()->field();
    QMessageBox box(QMessageBox::Question, QStringLiteral("question"), QStringLiteral("?"), QMessageBox::Ok, &person.session.window());
    if (modal) {
        box.setModal(true);
        box.show();
        target = &box;
    }
    const auto pressed = monotonicNow();
    QTest::keyClick(target, Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(person.stopIsConfirmed(), 10000);
    int stops = 0;
    for (const auto &line : sim.log()) {
        if (line.direction != '<' || line.time < pressed)
            continue;
        QVERIFY2(!line.text.startsWith("MOV"), line.text.constData());
        if (!line.text.startsWith("STOP"))
            continue;
        ++stops;
        const auto latency = std::chrono::duration<double, std::milli>(line.time - pressed).count();
        QVERIFY2(latency < 500, qPrintable(QStringLiteral("%1 ms").arg(latency)));
    }
    QCOMPARE(stops, 1);
    const double at = observer.ask("POS? x").toDouble();
    QVERIFY2(at > 1 && at < 19, qPrintable(QString::number(at)));
}

void TestWindow::aSafeStartTellsWhatItLeavesOutAndTheWayToIt()
{
    QCOMPARE(app::safeStartText(QStringLiteral("/lab/rack.toml")),
             QStringLiteral("Safe start (Shift was held, or --safe-start): the simulated bench instead of /lab/rack.toml, and no settings; "
                            "open it with File > Open bench, or start again without."));
    QCOMPARE(app::safeStartText({}), QStringLiteral("Safe start (Shift was held, or --safe-start): no settings are read or kept; "
                                                    "start again without to have them."));
}

void TestWindow::theFirstStartOpensAPanelAlsoOfADeviceThatIsStillToTellWhatItHas()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("indi.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name = \"INDI\"\n[[device]]\nid = \"dome\"\ndriver = \"indi\"\nsettings = { address = \"indi://127.0.0.1:9\", device = \"Dome\", kind = \"dome\" }\n"
               "[[device]]\nid = \"broken\"\ndriver = \"no such driver\"\n");
    file.close();
    Operator person(file.fileName());
    QCOMPARE(person.session.window().panels().openDevices(), QStringList{QStringLiteral("dome")});
    QVERIFY(person.session.client().bench()->find(QStringLiteral("dome"))->parameters.empty());
    QVERIFY(person.session.window().panels().panel(QStringLiteral("dome"))->isVisible());
    QVERIFY(person.session.client().bench()->find(QStringLiteral("broken")));
}

PODIUM_TEST_MAIN(TestWindow)
#include "tst_window.moc"
