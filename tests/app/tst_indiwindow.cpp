// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/support/indiserverprocess.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"
#include "ui/editors/linefield.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/editbar.h"
#include "ui/panels/imagewindow.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/style/tailview.h"
#include "ui/traffic/handline.h"
#include "ui/traffic/trafficmodel.h"
#include "ui/traffic/trafficpanel.h"
#include "ui/tree/devicetree.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;

namespace
{
constexpr int patience = 30000;

QString bench(const QTemporaryDir &folder)
{
    QByteArray text = "name = \"INDI\"\n";
    for (const auto &[id, name] : {std::pair("telescope", "Telescope"), std::pair("dome", "Dome"), std::pair("camera", "CCD")})
        text += QByteArray("[[device]]\nid = \"") + id + "\"\ndriver = \"indi\"\nsettings = { address = \"indi://127.0.0.1:"
                + QByteArray::number(IndiServerProcess::port) + "\", device = \"" + name + " Simulator\", kind = \"" + id + "\" }\n";
    QFile file(folder.filePath(QStringLiteral("indi.toml")));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

/// The program's window on an INDI server with three simulators; at its first start it opens a panel of each by itself.
struct IndiWindow {
    IndiWindow()
    {
        server.start();
        session.window().resize(1400, 900);
        session.window().show();
    }
    ui::DevicePanel &panel(const char *device) { return *session.window().panels().panel(QLatin1String(device)); }
    ui::ParameterRow *row(const char *device, const char *parameter) { return panel(device).row(QStringLiteral("%1.%2").arg(QLatin1String(device), QLatin1String(parameter))); }
    /// There and live.
    bool shows(const char *device, const char *parameter)
    {
        const auto *found = row(device, parameter);
        return found && found->isVisible() && found->editor() && found->editor()->blocked().isEmpty();
    }
    QPushButton *button(const char *command) { return panel("telescope").commands() ? panel("telescope").commands()->button(QLatin1String(command)) : nullptr; }

    IndiServerProcess server;
    QTemporaryDir folder;
    app::StateFolder state{folder.path()};
    app::WindowSession session{bench(folder), state, false};
};
} // namespace

/// An INDI server and the program's window: what it defines and takes back, and its traffic.
class TestIndiWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("indiserver")).isEmpty())
            QSKIP("indiserver is not installed (package indi-bin)");
        if (const auto problem = enterOwnNetwork(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }
    void thePanelFollowsWhatTheServerDefinesAndTakesBack();
    void theTrafficIsSeenAndAnElementIsSentByHand();
    void theExposureOfACameraIsSeen();
};

void TestIndiWindow::thePanelFollowsWhatTheServerDefinesAndTakesBack()
{
    IndiWindow window;
    auto *telescope = &window.panel("telescope");
    QTRY_VERIFY_WITH_TIMEOUT(window.shows("telescope", "declination") && window.shows("dome", "azimuth"), patience);
    QCOMPARE(&window.panel("telescope"), telescope);
    QTRY_VERIFY_WITH_TIMEOUT(window.button("park") && window.button("disconnect") && window.button("disconnect")->isEnabled(), patience);
    QVERIFY(telescope->header().stopButton() && telescope->header().protection());

    window.panel("dome").edits().setCollecting(true);
    auto *editor = window.row("dome", "azimuth")->editor();
    auto *field = qobject_cast<QLineEdit *>(editor->field());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("123"));
    QVERIFY(editor->isEdited());

    window.button("disconnect")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!window.row("telescope", "declination") && !window.button("park"), patience);
    QVERIFY(window.row("telescope", "connection"));
    QCOMPARE(window.row("dome", "azimuth")->editor(), editor);
    QVERIFY(editor->isEdited() && field->text().startsWith(QStringLiteral("123")));

    QTRY_VERIFY_WITH_TIMEOUT(window.button("connect") && window.button("connect")->isEnabled(), patience);
    window.button("connect")->click();
    QTRY_VERIFY_WITH_TIMEOUT(window.shows("telescope", "declination") && window.button("park"), patience);
    QCOMPARE(&window.panel("telescope"), telescope);
    QVERIFY(editor->isEdited() && field->text().startsWith(QStringLiteral("123")));
}

void TestIndiWindow::theTrafficIsSeenAndAnElementIsSentByHand()
{
    IndiWindow window;
    QTRY_VERIFY_WITH_TIMEOUT(window.shows("telescope", "declination") && window.shows("dome", "azimuth"), patience);
    const std::unique_ptr<QMenu> menu(window.session.window().findChild<ui::DeviceTree *>()->makeMenu({QStringLiteral("dome")}));
    for (auto *action : menu->actions())
        if (action->text() == QLatin1String("Show traffic"))
            action->trigger();
    auto *dock = window.session.window().findChild<ui::Dock *>(QStringLiteral("trafficDock"));
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), patience);
    auto *panel = dock->findChild<ui::TrafficPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->view().model()->rowCount() > 8, patience);
    const auto &rows = *panel->view().model();
    QSet<QString> devices;
    for (int row = 0; row < rows.rowCount(); ++row)
        devices << rows.index(row, ui::TrafficModel::Device).data().toString();
    QVERIFY(devices.contains(QStringLiteral("telescope")) && devices.contains(QStringLiteral("dome")));

    auto &hand = panel->hand();
    hand.asksOnly().setChecked(true);
    QTest::keyClicks(&hand.field(), QStringLiteral("<getProperties version='1.7' device='Dome Simulator' name='ABS_DOME_POSITION'/>"));
    QTest::keyClick(&hand.field(), Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(hand.message().text().contains(QStringLiteral("DOME_ABSOLUTE_POSITION")), qPrintable(hand.message().text()), patience);
}

void TestIndiWindow::theExposureOfACameraIsSeen()
{
    IndiWindow window;
    QTRY_VERIFY_WITH_TIMEOUT(window.shows("camera", "exposure") && window.row("camera", "ccd1_image"), patience);
    auto &view = *window.row("camera", "ccd1_image")->picture();
    QVERIFY(view.canvas().image().isEmpty() && !view.openButton()->isEnabled());
    auto *field = qobject_cast<QLineEdit *>(window.row("camera", "exposure")->editor()->field());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("0.1 s"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(window.row("camera", "ccd1_image")->readback()->text(), QStringLiteral("1280 \u00d7 1024, 16 bit"), patience);
    for (auto *around = view.parentWidget(); around; around = around->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(around))
            area->ensureWidgetVisible(&view, 0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(view.canvas().renderCount() > 0, patience);
    const auto shown = view.canvas().viewport()->grab().toImage();
    QSet<int> greys;
    for (int x = 1; x <= 1280; x += 5)
        greys << qGray(shown.pixel(view.canvas().placeOf({x, 500}).center()));
    QVERIFY2(greys.size() > 20, qPrintable(QString::number(greys.size()))); // a sky, not one grey
    view.canvas().setFocus();
    QTest::keyClick(&view.canvas(), Qt::Key_Return);
    QTRY_VERIFY(view.largeWindow() && view.largeWindow()->isVisible());
    QCOMPARE(view.largeWindow()->view().canvas().image(), view.canvas().image());
}

PODIUM_TEST_MAIN(TestIndiWindow)
#include "tst_indiwindow.moc"
